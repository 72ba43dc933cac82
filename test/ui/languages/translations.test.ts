import { describe, expect, test } from 'vitest'
import { placeholders } from '../../../src/playbook/template'
import { wordsOf } from '../../../src/ui/languages'
import { en, type MessageId } from '../../../src/ui/languages/en'
import { TAGS } from '../../../src/ui/languages/tags'
import type { Translation } from '../../../src/ui/languages/translation'
import { type Translated, translations } from '../../../src/ui/languages/translations'

const ids = Object.keys(en) as MessageId[]
const all: [Translated, Translation][] = await Promise.all(
  Object.entries(translations).map(async ([tag, load]): Promise<[Translated, Translation]> => [
    tag as Translated,
    (await load()).translation,
  ]),
)

test('Every language but English has a file', () => {
  expect(all.map(([tag]) => tag)).toEqual(TAGS.filter((tag) => tag !== 'en'))
})

/** Letters of each script, so that a line of another language is noticed. */
const SCRIPTS: Partial<Record<Translated, RegExp>> = {
  bg: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  ru: /\p{Script=Cyrillic}/u,
  el: /\p{Script=Greek}/u,
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  th: /\p{Script=Thai}/u,
  ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u,
  ko: /\p{Script=Hangul}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
}

/** An East Asian character is as wide as two others; marks above and below a letter have no width. */
const width = (text: string): number => {
  const wide =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。、：？「」“”（）]/gu)
      ?.length ?? 0
  return text.replace(/\p{M}/gu, '').length + wide
}

/** How wide a message may be: short English words grow more than long sentences. */
const longest = (english: string): number => 2 * width(english) + 14

const literal = (message: string): string => message.replace(/\{\{.*?\}\}/g, '')
const tokens = (message: string): string[] =>
  placeholders(message)
    .map(({ path, format }) => `${path}|${format}`)
    .sort()

describe.each(all)('%s', (tag, translation) => {
  const { messages, formal, informal } = translation
  const variants = Object.entries({ ...formal, ...informal }) as [MessageId, string][]
  const every: [MessageId, string][] = [...ids.map((id): [MessageId, string] => [id, messages[id]]), ...variants]

  test('has every message of English, and no other', () => {
    expect(Object.keys(messages).sort()).toEqual([...ids].sort())
    for (const [id, message] of every) expect(message.trim() === message && message !== '', id).toBe(true)
  })

  test('has the placeholders of English, with their formats', () => {
    for (const [id, message] of every) expect([id, tokens(message)]).toEqual([id, tokens(en[id])])
  })

  test('is no longer than the card has room for', () => {
    for (const [id, message] of every) {
      const [its, most] = [width(literal(message)), longest(literal(en[id]))]
      expect(its <= most, `${id}: ${message} (${its}, at most ${most})`).toBe(true)
    }
  })

  test('is written in its own script, with typographic marks', () => {
    const script = SCRIPTS[tag]
    for (const [id, message] of every) {
      if (script && literal(message).match(/\p{L}/u))
        expect(script.test(literal(message)), `${id}: ${message}`).toBe(true)
      expect(message, id).not.toMatch(/["']|\.\.\.| {2}/)
      if (tag === 'fr') expect(message, id).not.toMatch(/ [?!;:»]|« |\w[?!;:](?!\/)/)
      if (tag === 'es') expect(message.includes('?'), id).toBe(message.includes('¿'))
    }
  })

  test('says something else in its other address', () => {
    expect(formal && informal, 'one of both is the usual one').toBeUndefined()
    for (const [id, message] of variants) expect(message, id).not.toBe(messages[id])
    const address = formal ? 'formal' : 'informal'
    const changed = ids.filter((id) => wordsOf(tag, translation, address).messages[id] !== messages[id])
    expect(changed.sort()).toEqual(variants.map(([id]) => id).sort())
  })
})

/** Loanwords, and what these languages share with English. */
const SHARED =
  /^(kind\.(video|checklist|tips|service|article|webinar)|lesson\.minutes|minutes|transcript|no|thumbs\.down|review-no|optional|steps-done|stars\.of|undo|plan-.*)$/

test.each(all)('%s leaves no English sentence', (_, { messages }) => {
  const same = ids.filter((id) => messages[id] === en[id] && !SHARED.test(id))
  expect(same).toEqual([])
})
