import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { luminance } from '../../src/playbook/contrast'
import { formatFigure } from '../../src/playbook/figure'
import { en } from '../../src/ui/languages/en'
import { readableOn } from '../../src/ui/theme'

const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const files = (folder: string, extension: RegExp): [string, string][] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => extension.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')])

describe('colours', () => {
  test('the words on any accent have at least 4.5:1', () => {
    for (let red = 0; red < 256; red += 15)
      for (let green = 0; green < 256; green += 15)
        for (let blue = 0; blue < 256; blue += 15) {
          const accent = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
          expect(contrast(accent, readableOn(accent)), accent).toBeGreaterThanOrEqual(4.5)
        }
  })

  test('a short colour means the long one', () => {
    expect(luminance('#fc0')).toBe(luminance('#ffcc00'))
  })

  /** `amount` of a in b, as `color-mix(in srgb, …)` does it. */
  const mixed = (a: string, b: string, amount: number): string =>
    `#${[1, 3, 5]
      .map((at) => {
        const [x, y] = [a, b].map((color) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number]
        return Math.round(x * amount + y * (1 - amount))
          .toString(16)
          .padStart(2, '0')
      })
      .join('')}`

  test.each([
    ['light', '#16191d', '#ffffff', '#0b7258', '#ffffff'],
    ['dark', '#eceef1', '#1a1c20', '#5fd3a8', '#0a1f18'],
  ])('the %s defaults read well: text 4.5:1, controls 3:1', (shade, text, background, accent, onAccent) => {
    const css = readFileSync('src/ui/styles/theme.css', 'utf8')
    for (const color of [text, background, accent, onAccent])
      expect(css, shade).toContain(`, ${color === '#ffffff' ? '#fff' : color})`)
    const fill = mixed(text, background, 0.09)
    expect(contrast(mixed(text, background, 0.7), background), 'quiet words').toBeGreaterThan(4.5)
    expect(contrast(mixed(text, background, 0.7), fill), 'quiet words, hovered').toBeGreaterThan(4.5)
    expect(contrast(mixed(text, background, 0.56), fill), 'edges of controls').toBeGreaterThan(3)
    expect(contrast(accent, background), 'accent').toBeGreaterThan(4.5)
    expect(contrast(onAccent, accent), 'words on the accent').toBeGreaterThan(4.5)
  })
})

describe('figures', () => {
  test.each([
    [0.0342, { unit: 'percent' }, 'en', '3.4%'],
    [0.0342, { unit: 'percent' }, 'de', '3,4\u00a0%'],
    [1840.5, { unit: 'currency', currency: 'EUR' }, 'en', '€1,840.50'],
    [12.5, { unit: 'currency', currency: 'EUR' }, 'en', '€12.50'],
    [45, { unit: 'duration' }, 'en', '45 sec'],
    [480, { unit: 'duration' }, 'en', '8 min'],
    [9000, { unit: 'duration' }, 'en', '2.5 hr'],
    [12 * 86_400, { unit: 'duration' }, 'en', '12 days'],
    [-60 * 3600, { unit: 'duration' }, 'en', '-2.5 days'],
    [2.456, { unit: 'number' }, 'en', '2.46'],
  ] as const)('%s as %o in %s is %s', (value, metric, language, expected) => {
    expect(formatFigure(value, metric, language)).toBe(expected)
  })
})

describe('the sheet', () => {
  test.each(files('src/ui', /\.css$/))('%s sizes in px and em of its own, and knows no left or right', (_, css) => {
    expect(css).not.toMatch(/\drem\b/)
    // A notch is on a side of the phone, in whatever direction the card is read.
    expect(css.replace(/safe-area-inset-\w+/g, '')).not.toMatch(/(^|[\s;{-])(left|right)\b/)
    expect(css).not.toMatch(/(margin|padding)-(top|bottom)|(?<!max-|min-|-)(width|height):\s*\d/)
  })

  test('moves only for those who want motion, and all of it is over within 0.65 s', () => {
    const css = readFileSync('src/ui/styles/states.css', 'utf8')
    for (const [, seconds, delay = '0'] of css.matchAll(/([\d.]+)s(?: ([\d.]+)s)?\b/g))
      expect(Number(seconds) + Number(delay)).toBeLessThanOrEqual(0.65)
    for (const [name, text] of files('src/ui', /\.css$/))
      if (!name.endsWith('states.css')) expect(text, name).not.toMatch(/transition|animation/)
  })
})

describe('the interface strings', () => {
  const source = files('src/ui', /\.tsx?$/)
    .map(([, text]) => text)
    .join()

  test.each(Object.keys(en))('%s is used', (key) => {
    const stem = key.replace(/[.-][^.-]*$/, '')
    expect(source.includes(`'${key}'`) || new RegExp(`\`(\\$\\{|${stem})[^\`]*\``).test(source)).toBe(true)
  })
})
