import { expect, test } from 'vitest'
import { isHotkey } from '../../src/ui/hotkey'

const NONE = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false }

test.each([
  ['F8', { key: 'F8' }, true],
  ['f8', { key: 'F8' }, true],
  ['F8', { key: 'F9' }, false],
  ['F8', { key: 'F8', shiftKey: true }, false],
  ['Alt+G', { key: 'g', altKey: true }, true],
  ['Alt+G', { key: 'g' }, false],
  ['Ctrl+Shift+K', { key: 'K', ctrlKey: true, shiftKey: true }, true],
  ['Control + Shift + K', { key: 'K', ctrlKey: true, shiftKey: true }, true],
  ['Alt++', { key: '+', altKey: true }, true],
  ['Hyper+K', { key: 'k' }, false],
  ['F8', { key: 'F8', isComposing: true }, false],
  ['', { key: '' }, false],
  ['', { key: 'F8' }, false],
  // What fills in passwords fires keydown without a key.
  ['F8', { key: undefined as unknown as string }, false],
])('%s is %o: %s', (hotkey, pressed, expected) => {
  expect(isHotkey(hotkey, { ...NONE, ...pressed })).toBe(expected)
})
