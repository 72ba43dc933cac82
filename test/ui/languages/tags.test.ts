import { describe, expect, test } from 'vitest'
import { interfaceLanguage, TAGS } from '../../../src/ui/languages/tags'

describe('The language of the card’s own words', () => {
  test.each([
    ['de', 'de', 'the very one'],
    ['de-AT', 'de', 'without the region'],
    ['de-Latn-CH-1996', 'de', 'without any of its subtags'],
    ['DE_at', 'de', 'whatever the case and the separator'],
    ['en-GB', 'en', 'any English'],
    ['es-419', 'es', 'the Spanish of Latin America'],
    ['fr-CA', 'fr', 'the French of Canada'],
    ['pt', 'pt', 'Portuguese'],
    ['pt-PT', 'pt', 'European Portuguese'],
    ['pt-AO', 'pt', 'the Portuguese of Angola'],
    ['pt-BR', 'pt-BR', 'Brazilian Portuguese'],
    ['zh', 'zh-Hans', 'Chinese in simplified characters, where nothing else is said'],
    ['zh-CN', 'zh-Hans', 'what mainland China writes'],
    ['zh-SG', 'zh-Hans', 'what Singapore writes'],
    ['zh-Hans-HK', 'zh-Hans', 'the script that is named, not that of the region'],
    ['zh-TW', 'zh-Hant', 'what Taiwan writes'],
    ['zh-HK', 'zh-Hant', 'what Hong Kong writes'],
    ['zh-MO', 'zh-Hant', 'what Macau writes'],
    ['zh-Hant-CN', 'zh-Hant', 'the script that is named, not that of the region'],
    ['nb-NO', 'nb', 'Bokmål'],
    ['no', 'nb', 'Norwegian'],
    ['nn', 'nb', 'Nynorsk, which reads Bokmål'],
    ['iw', 'he', 'the old code of Hebrew'],
    ['in-ID', 'id', 'the old code of Indonesian'],
    ['mo', 'ro', 'the old code of Moldovan'],
    ['fa-AF', 'fa', 'Dari'],
    ['ar-EG', 'ar', 'the Arabic of Egypt'],
    ['hi-IN', 'hi', 'Hindi'],
    ['uk-UA', 'uk', 'Ukrainian'],
    ['sr', 'en', 'English for a language without words of ours'],
    ['fil', 'en', 'not Finnish for what only begins alike'],
    ['ur', 'en', 'English for Urdu'],
    ['', 'en', 'English for no tag'],
    ['not a tag', 'en', 'English for what is no tag'],
  ])('of %j is %s: %s', (language, expected) => {
    expect(interfaceLanguage(language)).toBe(expected)
  })

  test('is each of the languages itself', () => {
    expect(TAGS.map(interfaceLanguage)).toEqual(TAGS)
  })
})
