import { describe, expect, test } from 'vitest'
import { chooseLanguage, direction, isLanguage, languagesOf } from '../../src/playbook/language'

describe('The language a reader gets', () => {
  test.each([
    ['the very one', ['de-AT'], ['en', 'de-AT', 'de'], 'de-AT'],
    ['whatever its case', ['PT-br'], ['en', 'pt-BR'], 'pt-BR'],
    ['written with an underscore', ['pt_BR'], ['en', 'pt-BR'], 'pt-BR'],
    ['the same without its region', ['de-CH'], ['en', 'de'], 'de'],
    ['another region of it', ['pt-PT'], ['en', 'pt-BR'], 'pt-BR'],
    ['the same script before another', ['zh-TW'], ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['the first of several wishes that can be met', ['xx', 'ja', 'de'], ['en', 'de', 'ja'], 'ja'],
    ['the default when none can', ['fr'], ['en', 'de'], 'en'],
    ['the default when nothing is wished for', [], ['de', 'en'], 'de'],
    ['the default for what is no language', ['', '!!', 'en_'], ['de'], 'de'],
    ['not one that only begins alike', ['e'], ['de', 'en'], 'de'],
  ])('is %s', (_, wanted, available, expected) => {
    expect(chooseLanguage(wanted, available)).toBe(expected)
  })
})

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['ur', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ku', 'ltr'],
  ['az', 'ltr'],
  ['ja', 'ltr'],
  ['not a tag', 'ltr'],
  ['', 'ltr'],
])('%j runs %s', (tag, expected) => {
  expect(direction(tag)).toBe(expected)
})

const SCRIPTS = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']
const WELL_KNOWN =
  'en de fr es it pt nl pl sv da nb nn no fi cs sk hu ro bg el uk ru tr ja ko zh vi id th hi et lv lt sl hr is ca ga bn ta te ar he fa ur'

test.each(WELL_KNOWN.split(' '))('%s runs as its script does, in every region', (language) => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  const regions = letters.flatMap((first) => letters.map((second) => `-${first}${second}`))
  for (const region of ['', ...regions, '-Latn', '-Arab']) {
    const tag = language + region
    const { script = '' } = new Intl.Locale(tag).maximize()
    expect([tag, direction(tag)]).toEqual([tag, SCRIPTS.includes(script) ? 'rtl' : 'ltr'])
  }
})

test('A playbook without languages is in English', () => {
  expect(languagesOf({})).toEqual(['en'])
})

test.each([
  ['en', true],
  ['sr-Latn-RS', true],
  ['en-abc-de', false],
  ['e', false],
  ['', false],
])('%j is well formed: %s', (tag, expected) => {
  expect(isLanguage(tag)).toBe(expected)
})
