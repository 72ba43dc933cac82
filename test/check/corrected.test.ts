import { describe, expect, test } from 'vitest'
import { contrast, readableColor } from '../../src/playbook/contrast'
import { asColor, asDate, asDuration, asId, asLanguage, asUrl } from '../../src/check/corrected'

const table = (name: string, mend: (found: unknown) => string | undefined, rows: [unknown, string | undefined][]) =>
  describe(name, () => {
    test.each(rows)('%j is meant as %j', (found, meant) => {
      expect(mend(found)).toBe(meant)
    })
  })

table('A duration', asDuration, [
  ['3 days', '3d'],
  ['72 hours', '72h'],
  ['10min', '10m'],
  ['1 month', '30d'],
  ['P7D', '7d'],
  ['PT30M', '30m'],
  ['P2M', '60d'],
  [14, '14d'],
  ['soon', undefined],
  [1.5, undefined],
  [{ toString: 1 }, undefined],
])

table('A date', asDate, [
  ['2027-03-09', '2027-03-09T00:00:00Z'],
  ['2027-03-09 15:00', '2027-03-09T15:00Z'],
  ['2027-03-09T15:00:00', '2027-03-09T15:00:00Z'],
  ['2027-03-09T15:00:00+0100', '2027-03-09T15:00:00+01:00'],
  ['9.3.2027', undefined],
  ['2027-13-09', undefined],
])

table('A colour', asColor, [
  ['0b6e4f', '#0b6e4f'],
  ['#0b6e4fff', '#0b6e4f'],
  ['rgb(11, 110, 79)', '#0b6e4f'],
  ['rgba(11 110 79 / 50%)', '#0b6e4f'],
  ['Navy', '#000080'],
  ['constructor', undefined],
  ['var(--brand)', undefined],
])

table('An id', asId, [
  ['Keep it up!', 'Keep-it-up'],
  ['Überblick', 'Uberblick'],
  ['_private', 'private'],
  ['!', undefined],
])

table('A language', asLanguage, [
  ['en_US', 'en-US'],
  ['PT-br', 'pt-BR'],
  ['deutsch language', undefined],
])

table('An address', asUrl, [
  ['http://a.example/b', 'https://a.example/b'],
  ['//a.example/b', 'https://a.example/b'],
  ['https://team:secret@a.example/b', 'https://a.example/b'],
  ['help@a.example', 'mailto:help@a.example'],
  [' /help ', '/help'],
  ['/my page', '/my%20page'],
  ['ftp://a.example', undefined],
])

test.each([
  ['#9aa0a6', '#ffffff', 4.5],
  ['#2b3a55', '#101418', 3],
  ['#777', '#777', 4.5],
])('%s on %s is mended to %d:1, and not much more', (color, background, least) => {
  const mended = readableColor(color, [background], least)
  expect(mended).toMatch(/^#[\da-f]{6}$/)
  expect(contrast(`${mended}`, background)).toBeGreaterThanOrEqual(least)
  expect(contrast(`${mended}`, background)).toBeLessThan(least * 1.05)
})
