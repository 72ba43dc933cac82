/** The card's own words in every language: fetched before it is painted, without an English one among them, and with room for longer ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { direction } from '../../src/playbook/language'
import type { LessonOf, Playbook } from '../../src/playbook/schema'
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
    expect([said.length, errors]).toEqual([1, []])
  })

  it('a journey in each language has no word of another', async ({ startBare, tab }) => {
    const demo = await startBare(neutral(TAGS))
    const { page } = tab
    await page.goto(addressOf(demo, build(name)))
    await call(page, 'track', 'now', { id: 'a' })
    const files = Object.fromEntries(
      await Promise.all(
        TAGS.map(async (tag): Promise<[string, Messages]> => [
          tag,
          tag === 'en' ? en : (await translations[tag]()).translation.messages,
        ]),
      ),
    )
    for (const [step_, next] of STEPS) {
      await step(page, step_).waitFor()
      const shown = await wordsInEach(page, TAGS)
      for (const { tag, lang, dir, texts } of shown) {
        expect([tag, lang, dir]).toEqual([tag, tag, direction(tag)])
        expect(texts.length, `${tag} ${step_}`).toBeGreaterThan(4)
        const own = new Set(Object.values(files[tag] as Messages).flatMap(wordsOf))
        const foreign = texts.flatMap((text) => wordsOf(text).filter((word) => !own.has(word)))
        expect([tag, step_, foreign]).toEqual([tag, step_, []])
      }
      await next(page)
    }
    expect(mishaps(tab)).toEqual([])
  })
})

/** Runs of letters, without the placeholders. */
const wordsOf = (text: string): string[] => text.replace(/\{\{.*?\}\}/g, ' ').match(/[\p{L}\p{M}]+/gu) ?? []

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
        if (!parentElement?.closest('[role=status]')) texts.push(data)
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
