/** The key that moves the focus to the card and back, as `KeyboardEvent.key` names it after its modifiers: `F8`, `Alt+G`. */

const MODIFIERS = { alt: 'altKey', ctrl: 'ctrlKey', control: 'ctrlKey', meta: 'metaKey', shift: 'shiftKey' } as const

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'>

/** Whether this is the key, with its modifiers and no others. Never for an empty hotkey. */
export function isHotkey(hotkey: string, pressed: Pressed): boolean {
  if (!hotkey || pressed.isComposing || typeof pressed.key !== 'string') return false
  const parts = hotkey.toLowerCase().split('+')
  // The plus itself: "+" or "Alt++".
  const key = hotkey.endsWith('+') ? '+' : (parts.at(-1) as string).trim()
  const named = parts
    .slice(0, -1)
    .map((part) => part.trim())
    .filter(Boolean)
  if (!named.every((name) => Object.hasOwn(MODIFIERS, name))) return false
  const held = new Set(named.map((name) => MODIFIERS[name as keyof typeof MODIFIERS]))
  const isHeld = Object.values(MODIFIERS).every((modifier) => pressed[modifier] === held.has(modifier))
  return isHeld && pressed.key.toLowerCase() === key
}
