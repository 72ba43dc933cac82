import { describe, expect, test } from 'vitest'
import { GLANCE, hardToRead, SENTENCE, TEN_SECONDS, WORDS_A_MINUTE, wordsIn } from '../../src/check/readability'
import type { Role } from '../../src/check/contents'

const codes = (role: Role, string: string, language = 'en') =>
  hardToRead([{ path: ['x'], role, language, string }]).map(({ code }) => code)
const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')

test('forty words are read in ten seconds', () => {
  expect(Math.round((WORDS_A_MINUTE * 10) / 60)).toBe(TEN_SECONDS)
})

describe('A text is too long for what it is', () => {
  test.each<[Role, string, string[]]>([
    ['question', words(SENTENCE), []],
    ['question', words(SENTENCE + 1), ['too-many-words']],
    ['tip', words(TEN_SECONDS), []],
    ['tip', words(TEN_SECONDS + 1), ['too-many-words']],
    ['step', words(TEN_SECONDS + 1), ['too-many-words']],
    ['title', 'x'.repeat(GLANCE), []],
    ['title', 'x'.repeat(GLANCE + 1), ['too-long-to-glance']],
    ['choice', 'x'.repeat(GLANCE + 1), ['too-long-to-glance']],
    ['prose', `${words(TEN_SECONDS)}. ${words(TEN_SECONDS)}.`, []],
    ['prose', `One. ${words(TEN_SECONDS + 1)}.`, ['long-sentence']],
    ['transcript', words(500), []],
    ['interface', words(100), []],
  ])('as a %s: %s', (role, string, found) => {
    expect(codes(role, string)).toEqual(found)
  })

  test('counting what is read: a placeholder is a word, a link its label, a mark nothing', () => {
    const link = '[**here**](https://postcard.example/a/long/way/to/go?with=many&words=in&it=too)'
    expect(codes('question', `${words(SENTENCE - 2)} {{moment.properties.a_long_name|or:}} ${link}`)).toEqual([])
    expect(codes('question', `${words(SENTENCE - 1)} {{moment.label}} ${link}`)).toEqual(['too-many-words'])
  })

  test('counting words where no spaces are between them', () => {
    const japanese = '開封はされたがクリックが少なかったので件名を見直しました。'
    expect(wordsIn(japanese, 'ja')).toBeGreaterThan(10)
    expect(codes('question', japanese.repeat(2), 'ja')).toEqual(['too-many-words'])
  })
})
