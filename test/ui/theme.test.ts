import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, mix } from '../../src/playbook/contrast'
import { defaults } from '../../src/playbook/defaults'
import { derivedColors } from '../../src/ui/theme'

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('any accent gives words that can be read and edges that can be seen, on every ground of the card', () => {
  fc.assert(
    fc.property(color, fc.constantFrom('light' as const, 'dark' as const), (accent, shade) => {
      const colors = { ...(defaults.theme[shade] as Record<'background' | 'text' | 'accent', string>), accent }
      const derived = derivedColors(colors)
      const { background, text } = colors
      const grounds = [background, mix(text, background, 0.05), mix(accent, background, 0.1)]
      for (const ground of grounds) {
        expect(contrast(derived['accent-text'] ?? '', ground)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(derived.muted ?? '', ground)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(derived['accent-edge'] ?? '', ground)).toBeGreaterThanOrEqual(3)
        expect(contrast(derived.edge ?? '', ground)).toBeGreaterThanOrEqual(3)
      }
      expect(contrast(derived['on-accent'] ?? '', accent)).toBeGreaterThanOrEqual(4.5)
    }),
    { numRuns: 1000 },
  )
})

test('an accent that is strong enough is taken as it is', () => {
  const { light } = defaults.theme
  const derived = derivedColors({ ...(light as Record<'background' | 'text' | 'accent', string>), accent: '#0b4f3a' })
  expect(derived['accent-text']).toBe('#0b4f3a')
  expect(derived['accent-edge']).toBe('#0b4f3a')
})
