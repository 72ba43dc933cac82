/** The card's own words in every language: fetched before it is painted, without an English one among them, and with room for longer ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { direction } from '../../src/playbook/language'
import type { Ask, LessonOf, Playbook } from '../../src/playbook/schema'
import { en } from '../../src/ui/languages/en'
import { TAGS } from '../../src/ui/languages/tags'
import type { Messages, Translation } from '../../src/ui/languages/translation'
import { translations } from '../../src/ui/languages/translations'
import { BUILT } from '../size/built'
import { addressOf, mishaps, playbookWith } from './support/bare'
import { chunkWith } from './support/built-files'
import { until } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

/** Digits alone: whatever letters a card shows are its own words. */
const neutral = (languages: readonly string[], lesson: object = {}): Playbook => {
  const { actions, ...playbook } = playbookWith(['now'])
  const digits = [{ id: 'one', label: '1' }]
  return {
    ...playbook,
    name: '7',
    languages: [...languages],
    actions: {
      now: { ...actions.now, ask: { ...actions.now?.ask, question: '2?', obstacles: digits, strengths: digits } },
    },
    lessons: [
      {
        id: 'l1',
        kind: 'tips',
        title: '3',
        minutes: 4,
        points: ['5'],
        commit: '6',
        for: {},
        ...lesson,
      } as LessonOf<'tips'>,
    ],
  }
}

const card = (page: Page): Locator => page.locator('gainloop-card')
const step = (page: Page, name: string): Locator => card(page).locator(`section[data-step="${name}"]`)

const link = '/x'
const LESSONS: Record<string, object> = {
  tips: { points: ['5'] },
  checklist: { steps: [{ id: 'a', text: '5', url: link }] },
  article: { body: [{ p: '5' }], url: link },
  video: { provider: 'youtube', ref: 'dQw4w9WgXcQ', transcript: '5' },
  webinar: { starts: '2096-03-09T15:00:00Z', ends: '2096-03-09T15:45:00Z', url: link, host: '8' },
  course: { units: [{ id: 'a', title: '5', url: link, minutes: 3 }] },
  tool: { url: link, label: '5' },
  service: { offer: '5', price: '9' },
}
const SCALES = ['attainment', 'thumbs', 'stars', 'faces', 'nps', 'ease'] as const

/** Every kind of lesson, every scale, a goal and a figure. */
const everything = (): Playbook => {
  const playbook = neutral(TAGS)
  const plain: Ask = { question: '2?', when: { after: '0s' } }
  const time = { label: '4', unit: 'duration', better: 'lower', reached: { $lte: 9 }, missed: { $gt: 99 } } as const
  const goal = { question: '1?', options: [{ id: 'a', label: '1' }], other: true }
  return {
    ...playbook,
    actions: {
      ...playbook.actions,
      ...Object.fromEntries(SCALES.map((scale) => [scale, { ask: { ...plain, scale } }])),
      number: { metrics: { time }, ask: { ...plain, scale: { kind: 'number', metric: 'time' } } },
      figures: { metrics: { time }, ask: { ...plain, judge: 'metrics', when: { on: 'result' } } },
      goal: { goal, ask: { ...plain, when: { after: '3d' } } },
    },
    lessons: [
      ...playbook.lessons,
      ...Object.entries(LESSONS).map(
        ([kind, content]) =>
          ({ id: kind, kind, title: '3', minutes: 4, commit: '6', for: {}, ...content }) as LessonOf<'tips'>,
      ),
    ],
  }
}

/** From the question to the lesson, whatever the language: each step, and what leads on from it. */
const STEPS: [name: string, next: (page: Page) => Promise<void>][] = [
  ['question', (page) => card(page).locator('input[value="not-yet"]').click()],
  ['reasons', (page) => card(page).locator('form button[type="submit"], form .foot button').last().click()],
  ['lesson', async () => {}],
]

const build = (name: string): Record<string, string> => (name === 'all' ? { build: 'all' } : {})

describe.each(['module', 'all'])('In the %s build', (name) => {
  const file = (): string => (name === 'all' ? 'gainloop.de.json' : chunkWith('ui/languages/de.ts'))
  const isLanguage = (path: string): boolean =>
    /gainloop\.[\w-]+\.json$/.test(path) || TAGS.some((tag) => tag !== 'en' && path.includes(`gainloop-${tag}-`))

  it('a card waits for its words, and is painted once with them', async ({ startBare, tab }) => {
    const demo = await startBare(neutral(['en', 'de', 'fr']))
    const { page, fetched } = tab
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(`**/${file()}`, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(addressOf(demo, { language: 'de-AT', ...build(name) }))
    await call(page, 'track', 'now', { id: 'a' })
    await until('the request for the words', () => fetched.some(isLanguage))
    expect(await card(page).count()).toBe(0)
    release()
    await step(page, 'question').getByText('Noch nicht', { exact: true }).waitFor()
    expect(await card(page).evaluate(({ lang, dir }: HTMLElement) => [lang, dir])).toEqual(['de', 'ltr'])
    expect(fetched.filter(isLanguage)).toEqual([`/gainloop/${file()}`])
    expect(mishaps(tab)).toEqual([])
  })

  it('a card in English fetches no words', async ({ startBare, tab }) => {
    const demo = await startBare(neutral(['en', 'de']))
    await tab.page.goto(addressOf(demo, build(name)))
    await call(tab.page, 'track', 'now', { id: 'a' })
    await step(tab.page, 'question').waitFor()
    expect(tab.fetched.filter(isLanguage)).toEqual([])
  })

  it('a card whose words can’t be fetched opens in English, which is told once', async ({ startBare, tab }) => {
    const demo = await startBare(neutral(['ar']))
    const { page, said, errors } = tab
    const gone = name === 'all' ? 'gainloop.ar.json' : chunkWith('ui/languages/ar.ts')
    await page.route(`**/${gone}`, (route) => route.fulfill({ status: 404, body: 'gone' }))
    await page.goto(addressOf(demo, build(name)))
    await call(page, 'track', 'now', { id: 'a' })
    const words = step(page, 'question').getByText('Not yet', { exact: true })
    await words.waitFor()
    expect(await card(page).evaluate(({ lang, dir }: HTMLElement) => [lang, dir])).toEqual(['ar', 'rtl'])
    expect(
      await words.evaluate((element) => [
        element.closest('[lang]')?.getAttribute('lang'),
        element.closest('[dir]')?.getAttribute('dir'),
      ]),
    ).toEqual(['en', 'ltr'])
    const english = await englishIn(page)
    expect(english.length).toBeGreaterThan(4)
    expect(english.filter(({ lang, dir }) => lang !== 'en' || dir !== 'ltr')).toEqual([])
    expect([said.length, errors]).toEqual([1, []])
  })

  it('a journey in each language has no word of another', async ({ startBare, tab }) => {
    const demo = await startBare(neutral(TAGS))
    const { page } = tab
    await page.goto(addressOf(demo, build(name)))
    await call(page, 'track', 'now', { id: 'a' })
    const files = await messagesByTag()
    for (const [step_, next] of STEPS) {
      await step(page, step_).waitFor()
      const shown = await wordsInEach(page, TAGS)
      for (const { tag, lang, dir, texts } of shown) {
        expect([tag, lang, dir]).toEqual([tag, tag, direction(tag)])
        expect(texts.length, `${tag} ${step_}`).toBeGreaterThan(4)
        const foreign = foreignIn(texts, files[tag])
        expect([tag, step_, foreign]).toEqual([tag, step_, []])
      }
      await next(page)
    }
    expect(mishaps(tab)).toEqual([])
  })
})

/** Runs of letters, without the placeholders. */
const wordsOf = (text: string): string[] => text.replace(/\{\{.*?\}\}/g, ' ').match(/[\p{L}\p{M}]+/gu) ?? []

/** What opens a card, and what shows that it is there. */
const CARDS: [name: string, open: (page: Page) => Promise<void>, shown: string][] = [
  ...SCALES.map((scale): (typeof CARDS)[number] => [
    scale,
    (page) => call(page, 'track', scale, { id: scale }),
    `.${scale}, input[name="answer"]`,
  ]),
  ['number', (page) => call(page, 'track', 'number', { id: 'n' }), 'input[inputmode="decimal"]'],
  ['figures', (page) => call(page, 'track', 'figures', { id: 'f', metrics: { time: 50 } }), '[data-step="figures"]'],
  ['goal', (page) => call(page, 'track', 'goal', { id: 'g' }), '[data-step="goal"]'],
  ...Object.keys(LESSONS).map((kind): (typeof CARDS)[number] => [
    kind,
    (page) => call(page, 'lesson', kind),
    '[data-step="lesson"]',
  ]),
  ['lessons', (page) => call(page, 'lessons'), '[data-step="lessons"]'],
]

it('no scale, kind of lesson or list has an English word in another language', async ({ startBare, tab }) => {
  const demo = await startBare(everything())
  const { page } = tab
  await page.goto(addressOf(demo))
  const files = await messagesByTag()
  for (const [name, open, shown] of CARDS) {
    await open(page)
    await card(page).locator(shown).first().waitFor()
    for (const { tag, texts } of await wordsInEach(page, TAGS)) {
      // Dates and units are those of the browser. Of short words, such as "in", other languages have some as well.
      const english = foreignIn(texts, files[tag]).filter((word) => word.length > 3 && ENGLISH.has(word))
      expect([tag, name, english]).toEqual([tag, name, []])
    }
    await closed(page)
  }
  expect(mishaps(tab)).toEqual([])
})

/** Closes the card, and what it says last. */
const closed = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (;;) {
      const root = document.querySelector('gainloop-card')?.shadowRoot
      if (!root) return
      root.querySelector<HTMLElement>('button.icon')?.click()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })

const ENGLISH = new Set(Object.values(en).flatMap((message) => wordsOf(message)))

/** The messages of every language. */
const messagesByTag = async (): Promise<Record<string, Messages>> =>
  Object.fromEntries(
    await Promise.all(
      TAGS.map(async (tag): Promise<[string, Messages]> => [
        tag,
        tag === 'en' ? en : (await translations[tag]()).translation.messages,
      ]),
    ),
  )

/** The words that are in none of a language's messages. */
const foreignIn = (texts: readonly string[], messages: Messages | undefined): string[] => {
  const own = new Set(Object.values(messages ?? {}).flatMap(wordsOf))
  return texts.flatMap((text) => wordsOf(text).filter((word) => !own.has(word)))
}

interface Shown {
  tag: string
  lang: string
  dir: string
  texts: string[]
}

/** Sets one language after the other, and reads what the card then says, to the eye and to a screen reader. */
const wordsInEach = (page: Page, tags: readonly string[]): Promise<Shown[]> =>
  page.evaluate(async (all) => {
    const { gainloop } = globalThis as unknown as { gainloop(method: string, tag: string): void }
    const host = document.querySelector('gainloop-card') as HTMLElement
    const section = (host.shadowRoot as ShadowRoot).querySelector('section') as HTMLElement
    const shown: Shown[] = []
    for (const tag of all) {
      gainloop('setLanguage', tag)
      while (host.lang !== tag) await new Promise((resolve) => setTimeout(resolve))
      const texts: string[] = []
      const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode as Text
        // The status region follows a moment later.
        if (!parentElement?.closest('[role=status], time')) texts.push(data)
      }
      for (const element of section.querySelectorAll('[aria-label],[placeholder],[title]'))
        for (const name of ['aria-label', 'placeholder', 'title']) texts.push(element.getAttribute(name) ?? '')
      shown.push({ tag, lang: host.lang, dir: host.dir, texts: texts.filter((text) => /\p{L}/u.test(text)) })
    }
    return shown
  }, tags)

/** Longer by 40 %, with letters that reach higher and lower. */
const longer = (message: string): string =>
  message
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replace(/\p{L}/gu, (letter) => PSEUDO[letter] ?? letter)))
    .join('')
    .concat(
      ' ',
      'ẁördşýģ '
        .repeat(20)
        .slice(0, Math.ceil(message.replace(/\{\{.*?\}\}/g, '').length * 0.4))
        .trim(),
    )
    .trim()
const PSEUDO: Record<string, string> = { a: 'å', e: 'ế', i: 'ï', o: 'ø', u: 'ű', A: 'Å', E: 'Ế', g: 'ģ', y: 'ý' }

it.for([
  ['ltr', 'de'],
  ['rtl', 'ar'],
] as const)('words that are 40% longer fit at 320 px, %s', async ([, language], { startBare, newTab }) => {
  const lesson = { kind: 'checklist', points: undefined, steps: ['a', 'b'].map((id) => ({ id, text: '5', url: '/x' })) }
  const demo = await startBare(neutral([language], lesson))
  const tab = await newTab({ viewport: { width: 320, height: 568 } })
  const { page } = tab
  const messages = Object.fromEntries(Object.entries(en).map(([id, message]) => [id, longer(message)]))
  const pseudo: Translation = { messages: messages as Messages }
  const file = `gainloop.${language}.json`
  expect(JSON.parse(readFileSync(join(BUILT, file), 'utf8'))).toHaveProperty('messages')
  await page.route(`**/${file}`, (route) => route.fulfill({ json: pseudo }))
  await page.goto(addressOf(demo, { build: 'all' }))
  await call(page, 'track', 'now', { id: 'a' })
  for (const [name, next] of STEPS) {
    await step(page, name).waitFor()
    expect(await clipped(page), name).toEqual([])
    await next(page)
  }
})

/** Elements whose words are cut off, or stand beside the card. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot as ShadowRoot
    const frame = (root.querySelector('section') as HTMLElement).getBoundingClientRect()
    const hidden = (element: Element): boolean => !!element.closest('.sr, [hidden], svg, [role=status]')
    return [...root.querySelectorAll<HTMLElement>('section, section *')]
      .filter((element) => !hidden(element) && element.offsetWidth > 0)
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        const { overflowX } = getComputedStyle(element)
        const cut = element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible' && element.clientWidth > 0
        return cut || left < frame.left - 1 || right > frame.right + 1 || right > innerWidth + 1 || left < -1
      })
      .map(({ tagName, className, textContent }) => `${tagName}.${String(className)} ${textContent?.slice(0, 60)}`)
  })

/** Each stretch of letters on the card, with the language and the direction it is in. */
const englishIn = (page: Page): Promise<{ text: string; lang: string | null; dir: string | null }[]> =>
  page.evaluate(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot as ShadowRoot
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode as Text
      if (!/[a-z]/i.test(data) || parentElement?.closest('style, [role=status]')) continue
      const attribute = (name: string) => parentElement?.closest(`[${name}]`)?.getAttribute(name) ?? null
      found.push({ text: data, lang: attribute('lang'), dir: attribute('dir') })
    }
    return found
  })
