/** The playbook's theme as custom properties on the host; `styles/theme.css` has the defaults. */
import { contrast, mix, readableColor, readableOn } from '../playbook/contrast'
import { defaults } from '../playbook/defaults'
import type { Theme } from '../playbook/schema'

export { readableOn }

type Colors = Record<'accent' | 'background' | 'text', string>

/** Text needs 4.5:1 to what it stands on, a control's edge 3:1. A little more, because browsers round what they mix. */
const TEXT = 4.55
const CONTROL = 3.05

/** The quietest mix of the text's colour with its background, from `share` of it on, that is still seen on every ground. */
const quietest = ({ text, background }: Colors, grounds: readonly string[], least: number, share: number): string => {
  for (let percent = share; percent < 100; percent += 2) {
    const candidate = mix(text, background, percent / 100)
    if (grounds.every((ground) => contrast(candidate, ground) >= least)) return candidate
  }
  return text
}

/**
 * What the card needs besides the three colours, so that any accent works: words in the accent's colour, edges and marks of
 * controls, quiet words. A colour that is strong enough is taken as it is.
 */
export function derivedColors(colors: Colors): Record<string, string> {
  const { accent, background, text } = colors
  // The grounds that words and marks stand on: the card, a tile, a tile under the pointer, what is chosen.
  const tint = mix(accent, background, 0.1)
  const grounds = [background, mix(text, background, 0.05), tint]
  const hovered = mix(text, background, 0.11)
  return {
    'on-accent': readableOn(accent),
    'accent-text': readableColor(accent, grounds, TEXT) ?? text,
    'accent-edge': readableColor(accent, [...grounds, hovered], CONTROL) ?? text,
    muted: quietest(colors, [...grounds, hovered], TEXT, 70),
    edge: quietest(colors, [...grounds, hovered], CONTROL, 56),
  }
}

/** The last theme applied to each host. */
const applied = new WeakMap<HTMLElement, Theme>()

export const applyTheme = (host: HTMLElement, theme: Theme | undefined): void => {
  if (!theme || applied.get(host) === theme) return
  applied.set(host, theme)
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) host.style.setProperty(`--gl-${name}`, value)
  }
  for (const shade of ['light', 'dark'] as const) {
    const colors = theme[shade]
    if (!colors || !Object.keys(colors).length) continue
    const all = { ...defaults.theme[shade], ...colors } as Colors
    for (const [name, color] of Object.entries({ ...derivedColors(all), ...colors })) set(`${shade}-${name}`, color)
  }
  if (theme.radius !== undefined) set('radius', `${theme.radius.toFixed()}px`)
  set('font', theme.font)
}
