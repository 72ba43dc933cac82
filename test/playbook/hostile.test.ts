import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/ask/decide-source'
import { chooseLesson } from '../../src/lesson/choose'
import { compilePlaybook } from '../../src/playbook/compile'
import { matches } from '../../src/playbook/condition'
import { parsePlaybook } from '../../src/check/parse'
import { reach } from '../../src/playbook/plain'
import type { Band, Playbook } from '../../src/playbook/schema'
import { type Inline, plainText, renderText } from '../../src/playbook/text'
import { safeUrl } from '../../src/playbook/url'
import { validatePlaybook } from '../../src/playbook/validate'
import { day, fresh as freshBook, START, tracked } from '../ask/scene'
import { fresh, names } from './playbooks'

const PROTOTYPES = [Object, Array, String, Function].map(({ prototype }) => prototype as object)
const members = () => PROTOTYPES.map((prototype) => Object.getOwnPropertyNames(prototype).join())
const BEFORE = members()
const BANDS: Band[] = ['missed', 'partly', 'reached']

const paths = fc.constantFrom(
  '__proto__.polluted',
  'constructor',
  'constructor.constructor',
  'constructor.prototype.polluted',
  'moment.__proto__.toString',
  'moment.properties.__proto__',
  'moment.label.constructor',
  'user.traits.toString',
  'hasOwnProperty',
)
const schemes = fc.constantFrom(
  ...['javascript:', 'JaVaScRiPt:', 'java\nscript:', '\u0001javascript:', 'data:text/html,', 'vbscript:', 'blob:'],
  ...[
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://good.example@evil.example/',
  ],
  ...['https://user:pw@', 'http://', 'file:///', 'https:evil.example', '/\t/evil.example', '/x\0', 'https://x\u0085'],
)
const scripts = fc.constantFrom(
  ...['alert(1)', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"); background: url("', '${alert(1)}'],
  ...['{{', '}}', '](javascript:alert(1))', '**', '\\', '\u202e', '\ud800', '\0', '', 'x'.repeat(50)],
)
/** Text in which all of these meet. */
const nasty = fc
  .array(
    fc.oneof(
      schemes,
      scripts,
      paths.map((path) => `{{${path}}}`),
      paths.map((path) => `{{${path}|or:x}}`),
      fc
        .tuple(
          scripts,
          fc.oneof(
            schemes,
            paths.map((path) => `{{${path}}}`),
            fc.constant('{{moment.label}}'),
          ),
          scripts,
        )
        .map(([label, url, rest]) => `[${label}](${url}${rest})`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''))

/** Every text in a value, with its place. */
const texts = (value: unknown, at: string[] = []): [string[], string][] =>
  typeof value === 'string'
    ? [[at, value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => texts(part, [...at, key]))
      : []

/** A real playbook, some texts of which were replaced by others. */
const hostile = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.tuple(fc.nat(), fc.oneof(nasty, schemes, paths)), { minLength: 1, maxLength: 8 }),
  )
  .map(([name, changes]) => {
    const playbook = fresh(name)
    const all = texts(playbook)
    for (const [place, text] of changes) {
      const [at] = all[place % all.length] as [string[], string]
      const parent = at.slice(0, -1).reduce((part, key) => part[key], playbook)
      parent[at.at(-1) as string] = text
    }
    return playbook
  })

const linksOf = (inline: Inline[]): string[] =>
  inline.flatMap((part) =>
    typeof part === 'string'
      ? []
      : 'url' in part
        ? [part.url, ...linksOf(part.label)]
        : linksOf('strong' in part ? part.strong : part.em),
  )

/** Where a browser would go for it. */
function expectHarmless(url: string): void {
  const { protocol, origin, username, password } = new URL(url, 'https://page.example/a/b')
  expect(['https:', 'mailto:']).toContain(protocol)
  expect([username, password]).toEqual(['', ''])
  if (!/^(https|mailto):/i.test(url)) expect(origin).toBe('https://page.example')
}

const values = (label: string) => ({
  moment: { id: label, label, at: START, properties: JSON.parse('{"__proto__":{"polluted":"yes"}}') },
  user: { id: label, traits: { constructor: label } },
  metrics: {},
})
const context = (label: string) => ({ language: 'en', fallback: 'en', values: values(label) })

beforeEach(() => expect(members()).toEqual(BEFORE))

describe('A hostile playbook', () => {
  test('is read, asked by and chosen from without an error, and leaves every prototype as it was', async () => {
    let ran = 0
    await fc.assert(
      fc.asyncProperty(hostile, nasty, async (raw, label) => {
        expect(typeof parsePlaybook(raw).ok).toBe('boolean')
        const read = await validatePlaybook(raw)
        if (!read.ok) return
        ran++
        const playbook = read.playbook as Playbook
        const facts = { traits: values(label).user.traits, properties: values(label).moment.properties }
        for (const action of Object.keys(playbook.actions)) {
          const book = tracked(freshBook(), compilePlaybook(playbook), action, label, START, { label })
          const decision = decide({ playbook, book, facts, now: day(4) })
          expect('ask' in decision || decision.reasons.length > 0).toBe(true)
          for (const band of BANDS) chooseLesson({ playbook, action, band, facts, now: day(4) })
        }
        for (const [, text] of texts(playbook)) {
          for (const url of linksOf(renderText(text, context(label)))) expectHarmless(url)
          const url = safeUrl(text)
          if (url !== undefined) expectHarmless(url)
        }
        expect(members()).toEqual(BEFORE)
      }),
      { numRuns: 120 },
    )
    // Texts may say anything: most of these playbooks can be used.
    expect(ran).toBeGreaterThan(10)
  })

  test('links to no script, whatever its texts and the values in them are', () => {
    fc.assert(
      fc.property(nasty, nasty, (text, label) => {
        for (const url of linksOf(renderText(text, context(label)))) expectHarmless(url)
        expect(typeof plainText(text, context(label))).toBe('string')
      }),
      { numRuns: 500 },
    )
  })

  test('reads nothing by its placeholders that is not the value’s own', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const found = reach(values('x'), path)
        for (const value of found) expect(typeof value).not.toBe('function')
        expect(
          plainText(`{{${path}|or:nothing}}`, { ...context('x'), values: { moment: { label: 'x' }, user: {} } }),
        ).toBe('nothing')
      }),
    )
  })

  test.each([
    ['conditions inside each other', '{"$and":[', ']}', '{}'],
    ['negations inside each other', '{"traits.x":{"$not":', '}}', '1'],
    ['lists inside each other', '[', ']', '1'],
    ['objects inside each other', '{"a":', '}', '1'],
  ])('of ten thousand %s is refused by both readers, wherever they stand', async (_, open, close, middle) => {
    const deep: unknown = JSON.parse(open.repeat(10_000) + middle + close.repeat(10_000))
    const places: ((playbook: ReturnType<typeof fresh>) => unknown)[] = [
      () => deep,
      (playbook) => Object.assign(playbook, { segments: { deep } }),
      (playbook) => (Object.assign(playbook.actions['campaign.sent'].ask, { if: deep }), playbook),
      (playbook) => (Object.assign(playbook.lessons[0], { title: deep }), playbook),
    ]
    for (const place of places) {
      expect(parsePlaybook(place(fresh())).ok).toBe(false)
      expect((await validatePlaybook(place(fresh()))).ok).toBe(false)
    }
    expect(typeof matches(deep as never, { traits: { x: deep } })).toBe('boolean')
  })
})

test('A condition of anything, about anything, is fulfilled or not, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything({ withNullPrototype: true }), (condition, facts) => {
      expect(typeof matches(condition as never, facts)).toBe('boolean')
    }),
    { numRuns: 1_000 },
  )
})
