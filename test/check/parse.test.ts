import { describe, expect, test } from 'vitest'
import { parsePlaybook } from '../../src/check/parse'
import { fresh, names, textOf } from '../playbook/playbooks'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is broken has no type any more
type Break = (playbook: any) => void

const ask = 'At actions.campaign.sent.ask'
/** The message, and the hint in brackets. */
const messages = (json: unknown): string[] => {
  const parsed = parsePlaybook(json)
  return parsed.ok ? [] : parsed.problems.map(({ message, hint }) => (hint ? `${message} (${hint})` : message))
}
const broken = (change: Break, name = 'smallest'): unknown => {
  const playbook = fresh(name)
  return change(playbook) ?? playbook
}

describe('parsePlaybook', () => {
  test.each(names)('reads %s, as an object and as JSON, and changes nothing', (name) => {
    expect(parsePlaybook(fresh(name))).toEqual({ ok: true, playbook: fresh(name) })
    expect(parsePlaybook(textOf(name))).toEqual({ ok: true, playbook: fresh(name) })
    expect(parsePlaybook(`\uFEFF${textOf(name)}`).ok).toBe(true)
  })

  test.each<[string, Break, string]>([
    [
      'another version',
      (p) => {
        p.version = 2
      },
      'At version: expected 1, got 2 (Write 1: there is no other version yet.)',
    ],
    [
      'a version as a string',
      (p) => {
        p.version = '1'
      },
      'At version: expected 1, got "1" (Write 1, without quotes.)',
    ],
    [
      'a field that is missing',
      (p) => {
        delete p.lessons
      },
      'At lessons: expected a list, got nothing (Add "lessons": [].)',
    ],
    [
      'a field that is mistyped',
      (p) => {
        p.limts = {}
      },
      'At limts: expected a known field, got "limts" (Did you mean "limits"?)',
    ],
    [
      'a duration in words',
      (p) => {
        p.actions['campaign.sent'].ask.when = { after: '3 days' }
      },
      `${ask}.when.after: expected a duration like "3d", got "3 days" (Write "3d".)`,
    ],
    [
      'words in place of a trigger',
      (p) => {
        p.actions['campaign.sent'].ask.when = '3 days'
      },
      `${ask}.when: expected an object like { "after": "3d" }, got "3 days" (Write { "after": "3d" }.)`,
    ],
    [
      'a duration in place of a trigger',
      (p) => {
        p.actions['campaign.sent'].ask.when = '3d'
      },
      `${ask}.when: expected an object like { "after": "3d" }, got "3d" (Write { "after": "3d" }.)`,
    ],
    [
      'two triggers',
      (p) => {
        p.actions['campaign.sent'].ask.when = { after: '3d', on: 'result' }
      },
      `${ask}.when.on: expected exactly one of "after", "on", "every", "digest", got "on" (Keep one, remove the others.)`,
    ],
    [
      'no trigger',
      (p) => {
        p.actions['campaign.sent'].ask.when = {}
      },
      `${ask}.when.after: expected a duration like "3d", got nothing (Add "after": "3d".)`,
    ],
    [
      'a scale that is mistyped',
      (p) => {
        p.actions['campaign.sent'].ask.scale = 'star'
      },
      `${ask}.scale: expected one of outcome, attainment, thumbs, stars, faces, nps, ease, number, got "star" (Did you mean "stars"?)`,
    ],
    [
      'a share of more than everyone',
      (p) => {
        p.limits = { sample: 10 }
      },
      'At limits.sample: expected a number, 0 to 1, got 10 (Shares are 0 to 1: write 0.1 for 10%.)',
    ],
    [
      'half an ask',
      (p) => {
        p.limits = { perYear: 1.5 }
      },
      'At limits.perYear: expected a whole number, 0 or more, got 1.5',
    ],
    [
      'an action with a space',
      (p) => {
        p.actions['campaign sent'] = p.actions['campaign.sent']
      },
      'At actions.campaign sent: expected an action name like "campaign.sent", got "campaign sent" (Write "campaign-sent".)',
    ],
    [
      'no actions',
      (p) => {
        p.actions = {}
      },
      'At actions: expected at least one action, got an empty object (Write "actions": { "campaign.sent": { "ask": { "question": "…" } } }.)',
    ],
    [
      'a list for an object',
      (p) => {
        p.actions = []
      },
      'At actions: expected an object, got an empty list (Write "actions": { "campaign.sent": { "ask": { "question": "…" } } }.)',
    ],
    [
      'an empty list',
      (p) => {
        p.lessons[0].points = []
      },
      'At lessons.0.points (lesson "next-time"): expected at least one, got an empty list (Write "points": ["…"].)',
    ],
    [
      'a kind of lesson that is mistyped',
      (p) => {
        p.lessons[0].kind = 'tip'
      },
      'At lessons.0.kind (lesson "next-time"): expected one of tips, checklist, article, video, webinar, course, tool, service, example, got "tip" (Did you mean "tips"?)',
    ],
    [
      'two lessons of one id',
      (p) => {
        p.lessons[1].id = 'next-time'
      },
      'At lessons.1.id: expected an id of its own, got "next-time" (Write another, such as "next-time-2".)',
    ],
    [
      'two options of one id',
      (p) => {
        p.actions['campaign.sent'].ask.obstacles = [
          { id: 'a', label: 'A' },
          { id: 'a', label: 'B' },
        ]
      },
      `${ask}.obstacles.1.id: expected an id of its own, got "a" (Write another, such as "a-2".)`,
    ],
    [
      'an option that means one’s own words',
      (p) => {
        p.actions['campaign.sent'].goal = { question: 'What?', options: [{ id: 'other', label: 'A' }], other: true }
      },
      'At actions.campaign.sent.goal.options.1.id: expected an id of its own, got "other" (With "other": true that id means the user’s own words. Give this option another.)',
    ],
    [
      'a lesson for an action that is mistyped',
      (p) => {
        p.lessons[0].for.actions = ['campaign.send']
      },
      'At lessons.0.for.actions.0 (lesson "next-time"): expected the id of a known action, got "campaign.send" (Did you mean "campaign.sent"?)',
    ],
    [
      'a lesson for a band that does not exist',
      (p) => {
        p.lessons[0].for.bands = ['mised']
      },
      'At lessons.0.for.bands.0 (lesson "next-time"): expected one of missed, partly, reached, got "mised" (Did you mean "missed"?)',
    ],
    [
      'a lesson after itself',
      (p) => {
        p.lessons[0].after = ['next-time']
      },
      'At lessons.0.after.0 (lesson "next-time"): expected the id of a known lesson, got "next-time" (There is "keep-it-up".)',
    ],
    [
      'a webinar that ends before it starts',
      (p) => {
        p.lessons[0] = {
          id: 'w',
          kind: 'webinar',
          title: 'W',
          starts: '2027-03-09T15:00:00Z',
          ends: '2027-03-09T15:00:00+01:00',
          url: '/w',
          for: {},
        }
      },
      'At lessons.0.ends (lesson "w"): expected a date after 2027-03-09T15:00:00Z, got "2027-03-09T15:00:00+01:00" (Swap them, or look at the year and the offset.)',
    ],
    [
      'a date without an offset',
      (p) => {
        p.lessons[0].from = '2027-03-09T15:00:00'
      },
      'At lessons.0.from (lesson "next-time"): expected a date with time and offset like "2027-03-09T15:00:00Z", got "2027-03-09T15:00:00" (Write "2027-03-09T15:00:00Z", or in place of Z your offset from UTC, such as +01:00.)',
    ],
    [
      'a date that does not exist',
      (p) => {
        p.lessons[0].from = '2027-13-09T15:00:00Z'
      },
      'At lessons.0.from (lesson "next-time"): expected a date that exists, got "2027-13-09T15:00:00Z" (Look at the month, the day and the hour.)',
    ],
    [
      'an address that runs a script',
      (p) => {
        p.lessons[1].url = 'javascript:alert(1)'
      },
      'At lessons.1.url (lesson "keep-it-up"): expected an https: or mailto: URL or a path on the same site, got "javascript:alert(1)" (Links run no code: write the address of a page.)',
    ],
    [
      'a link that runs a script',
      (p) => {
        p.lessons[0].points[0] = 'see [this](javascript:alert(1))'
      },
      'At lessons.0.points.0 (lesson "next-time"): expected an https: or mailto: URL or a path on the same site, got "javascript:alert(1)" (Links run no code: write the address of a page.)',
    ],
    [
      'a video from another scheme',
      (p) => {
        p.lessons[0] = {
          id: 'v',
          kind: 'video',
          title: 'V',
          provider: 'file',
          ref: 'http://x.example/v.mp4',
          transcript: 'T',
          for: {},
        }
      },
      'At lessons.0.ref (lesson "v"): expected an https: or mailto: URL or a path on the same site, got "http://x.example/v.mp4" (Write "https://x.example/v.mp4".)',
    ],
    [
      'a placeholder that is mistyped',
      (p) => {
        p.actions['campaign.sent'].ask.question = 'Did {{moment.lable}} work?'
      },
      `${ask}.question: expected something a text can name, such as moment.label, got "moment.lable" (Did you mean "moment.label"?)`,
    ],
    [
      'a format that is mistyped',
      (p) => {
        p.actions['campaign.sent'].ask.question = 'On {{moment.at|dat}}'
      },
      `${ask}.question: expected one of the formats date, time, number, percent, currency, got "dat" (Did you mean "date"?)`,
    ],
    [
      'a placeholder left open',
      (p) => {
        p.actions['campaign.sent'].ask.question = 'Did {{moment.label work?'
      },
      `${ask}.question: expected }} after each {{, got "Did {{moment.label work?" (Close it: {{moment.label}}. To show braces, write \\{\\{.)`,
    ],
    [
      'a text that is empty',
      (p) => {
        p.actions['campaign.sent'].ask.question = ''
      },
      `${ask}.question: expected a text, got "" (Write what the user should read.)`,
    ],
    [
      'a text that is too long',
      (p) => {
        p.actions['campaign.sent'].ask.question = 'x'.repeat(10_001)
      },
      `${ask}.question: expected at most 10,000 characters, got 10001 (Put the rest on a page of your own, and link to it.)`,
    ],
    [
      'a language that is missing',
      (p) => {
        p.languages = ['en', 'de']
        p.name = { en: 'Post' }
      },
      'At name.de: expected a text in "de", got nothing (Add "de": "…".)',
    ],
    [
      'a language that is one too many',
      (p) => {
        p.name = { en: 'Post', fr: 'Poste' }
      },
      'At name.fr: expected a language of the playbook, got "fr" (There is "en". Or add it to "languages", and to every text.)',
    ],
    [
      'a language twice',
      (p) => {
        p.languages = ['en', 'en']
      },
      'At languages.1: expected each language once, got "en" (Remove it.)',
    ],
    [
      'a language no browser knows',
      (p) => {
        p.languages = ['en-abc-de']
      },
      'At languages.0: expected a language tag browsers know, got "en-abc-de" (BCP 47, such as "en", "pt-BR" or "zh-Hant".)',
    ],
    [
      'a plural without its general form',
      (p) => {
        p.name = { en: { by: 'digest.sum', one: 'x' } }
      },
      'At name.en.other: expected a text, got nothing (Add "other": "…".)',
    ],
    [
      'a plural by what no text can name',
      (p) => {
        p.name = { en: { by: 'sum', other: 'x' } }
      },
      'At name.en.by: expected something a text can name, such as moment.label, got "sum" (Did you mean "digest.sum"?)',
    ],
    [
      'an unknown operator',
      (p) => {
        p.segments = { pro: { 'traits.plan': { $equals: 'pro' } } }
      },
      'At segments.pro.traits.plan.$equals: expected a known operator, got "$equals" (Did you mean "$eq"?)',
    ],
    [
      'an operator that is mistyped',
      (p) => {
        p.segments = { big: { 'traits.seats': { $gtt: 5 } } }
      },
      'At segments.big.traits.seats.$gtt: expected a known operator, got "$gtt" (Did you mean "$gt"?)',
    ],
    [
      'an unknown root',
      (p) => {
        p.segments = { pro: { 'trait.plan': 'pro' } }
      },
      'At segments.pro.trait.plan: expected something a condition can look at, got "trait.plan" (Did you mean "traits.plan"?)',
    ],
    [
      'a fact of history that does not exist',
      (p) => {
        p.actions['campaign.sent'].ask.if = { 'history.missed': 2 }
      },
      `${ask}.if.history.missed: expected something a condition can look at, got "history.missed" (Did you mean "history.missedInARow"?)`,
    ],
    [
      'a root alone',
      (p) => {
        p.segments = { pro: { traits: { $exists: true } } }
      },
      'At segments.pro.traits: expected something a condition can look at, got "traits" (Say which: "traits.plan".)',
    ],
    [
      'a bad pattern',
      (p) => {
        p.segments = { pro: { 'traits.plan': { $regex: '[' } } }
      },
      'At segments.pro.traits.plan.$regex: expected a regular expression, got "[" (Close every bracket, and write \\\\ for one backslash.)',
    ],
    [
      'a list operator without a list',
      (p) => {
        p.segments = { pro: { 'traits.plan': { $in: 'pro' } } }
      },
      'At segments.pro.traits.plan.$in: expected a list, got "pro" (Write "$in": ["pro"].)',
    ],
    [
      'an operator beside a field',
      (p) => {
        p.segments = { pro: { 'traits.plan': { $eq: 'pro', name: 'x' } } }
      },
      'At segments.pro.traits.plan.name: expected a known operator, got "name" (Operators stand alone. To reach into an object, write dots: "traits.plan.name".)',
    ],
    [
      'an operator inside a value',
      (p) => {
        p.segments = { pro: { 'traits.plan': { name: { $gt: 3 } } } }
      },
      'At segments.pro.traits.plan.name.$gt: expected dots to reach further in: "a.b", got "$gt"',
    ],
    [
      'an operator without a field',
      (p) => {
        p.segments = { pro: { $gt: 3 } }
      },
      'At segments.pro.$gt: expected a field around the operator, got "$gt" (Write { "traits.plan": { "$gt": … } }.)',
    ],
    [
      '$or of nothing',
      (p) => {
        p.segments = { pro: { $or: [] } }
      },
      'At segments.pro.$or: expected a list of at least one condition, got an empty list (Write "$or": [{ "traits.plan": "pro" }].)',
    ],
    [
      'a type that does not exist',
      (p) => {
        p.segments = { pro: { 'traits.a': { $type: 'boolean' } } }
      },
      'At segments.pro.traits.a.$type: expected one of number, double, int, string, bool, object, array, null, got "boolean" (Write "bool".)',
    ],
    [
      'a metric’s limit that is no operator',
      (p) => {
        p.actions['campaign.sent'].metrics = {
          rate: { label: 'R', unit: 'percent', better: 'higher', reached: { rate: 0.2 } },
        }
      },
      'At actions.campaign.sent.metrics.rate.reached: expected operators such as { "$gte": 0.25 }, got an object (A figure’s condition names no field: write { "$gte": 0.25 }.)',
    ],
    [
      'a metric’s limit that is mistyped',
      (p) => {
        p.actions['campaign.sent'].metrics = {
          rate: { label: 'R', unit: 'percent', better: 'higher', reached: { $get: 0.2 } },
        }
      },
      'At actions.campaign.sent.metrics.rate.reached.$get: expected a known operator, got "$get" (Did you mean "$gt"?)',
    ],
    [
      'money without a currency',
      (p) => {
        p.actions['campaign.sent'].metrics = { spend: { label: 'S', unit: 'currency', better: 'lower' } }
      },
      'At actions.campaign.sent.metrics.spend.currency: expected a currency code like "EUR", got nothing (Add "currency": "EUR".)',
    ],
    [
      'a figure without its metric',
      (p) => {
        p.actions['campaign.sent'].ask.scale = 'number'
      },
      `${ask}.scale.metric: expected the name of a metric of this action, got nothing (There is no metric yet: add "metrics": { "openRate": { "label": "…", "unit": "percent", "better": "higher" } } to the action.)`,
    ],
    [
      'a figure of a metric that is not there',
      (p) => {
        p.actions['campaign.sent'].ask.scale = { kind: 'number', metric: 'rat' }
        p.actions['campaign.sent'].metrics = { rate: { label: 'R', unit: 'percent', better: 'higher' } }
      },
      `${ask}.scale.metric: expected the name of a metric of this action, got "rat" (Did you mean "rate"?)`,
    ],
    [
      'a label of a point that is not on the scale',
      (p) => {
        p.actions['campaign.sent'].ask.scale = { kind: 'stars', labels: { 6: 'Superb' } }
      },
      `${ask}.scale.labels.6: expected a value of the scale stars, got "6" (There is "1", "2", "3", "4", "5".)`,
    ],
    [
      'a period of nothing',
      (p) => {
        p.actions['campaign.sent'].ask.when = { every: '0d' }
      },
      `${ask}.when.every: expected a period of more than nothing, got "0d" (Write "4w" for every four weeks.)`,
    ],
    [
      'text that is hard to read',
      (p) => {
        p.theme = { light: { text: '#999', background: '#fff' } }
      },
      'At theme.light.text: expected a contrast of at least 4.5:1 to the background, got "2.8:1" (Write "text": "#767676".)',
    ],
    [
      'words that are hard to see',
      (p) => {
        p.theme = { dark: { text: '#444444' } }
      },
      'At theme.dark.text: expected a contrast of at least 4.5:1 to the background, got "1.8:1" (Write "text": "#848484".)',
    ],
    [
      'a colour by name',
      (p) => {
        p.theme = { light: { accent: 'red' } }
      },
      'At theme.light.accent: expected a colour like "#0b6e4f", got "red" (Write "#ff0000".)',
    ],
    [
      'nothing at all',
      () => [],
      'At the playbook: expected an object, got an empty list (A playbook is one object: { "version": 1, "id": …, "actions": …, "lessons": … }.)',
    ],
  ])('says of %s what is wrong, and where', (_, change, message) => {
    expect(messages(broken(change))).toEqual([message])
  })

  test('says everything at once, each with its path, code and severity', () => {
    const parsed = parsePlaybook(
      broken((p) => {
        p.version = 2
        p.lessons[0].for.bands = ['lost']
        p.actions['campaign.sent'].ask.expires = 14
      }),
    )
    expect(parsed.ok || parsed.problems.map(({ path, code, severity }) => [path, code, severity])).toEqual([
      ['/version', 'out-of-range', 'error'],
      ['/actions/campaign.sent/ask/expires', 'wrong-format', 'error'],
      ['/lessons/0/for/bands/0', 'wrong-value', 'error'],
    ])
  })

  test('escapes the path as a JSON Pointer', () => {
    const parsed = parsePlaybook(
      broken((p) => {
        p.actions = { 'a/b': { ask: { question: 'x', 'c~d': 1 } } }
      }),
    )
    expect(parsed.ok || parsed.problems[0]?.path).toBe('/actions/a~1b/ask/c~0d')
  })

  test('knows the references of the shared playbooks', () => {
    const lesson = 'At lessons.0.for'
    expect(
      messages(
        broken((p) => {
          p.lessons[0].for.obstacles = ['few-open']
        }, 'email-marketing'),
      ),
    ).toEqual([
      `${lesson}.obstacles.0 (lesson "subject-lines"): expected the id of a known obstacle, got "few-open" (Did you mean "few-opens"?)`,
    ])
    expect(
      messages(
        broken((p) => {
          p.lessons[0].for.segments = ['novize']
        }, 'email-marketing'),
      ),
    ).toEqual([
      `${lesson}.segments.0 (lesson "subject-lines"): expected the id of a known segment, got "novize" (Did you mean "novice"?)`,
    ])
    expect(
      messages(
        broken((p) => {
          p.lessons[0].for = { actions: ['list.imported'], obstacles: ['few-opens'] }
        }, 'email-marketing'),
      )[0],
    ).toContain('expected the id of a known obstacle, got "few-opens"')
  })
})

describe('JSON that is none', () => {
  test.each([
    [
      'a comma too many',
      '{\n  "a": 1,\n}',
      'At line 3, column 1: expected a name in double quotes, got `}` (Remove the comma before it.)',
    ],
    [
      'a comma too few',
      '{\n  "a": 1\n  "b": 2\n}',
      'At line 3, column 3: expected "," or the closing bracket, got `"b":` (Add a comma before it.)',
    ],
    [
      'a comment',
      '{\n  // hello\n}',
      'At line 2, column 3: expected a name in double quotes or "}", got `//` (JSON has no comments.)',
    ],
    [
      'single quotes',
      "{ 'a': 1 }",
      'At line 1, column 3: expected a name in double quotes or "}", got `\'a\':` (Use straight double quotes: ")',
    ],
    [
      'curly quotes',
      '{ “a”: 1 }',
      'At line 1, column 3: expected a name in double quotes or "}", got `“a”:` (Use straight double quotes: ")',
    ],
    [
      'a text that is cut off',
      '{ "a": [1, 2',
      'At line 1, column 13: expected "," or the closing bracket, got the end of the file (Is the file complete?)',
    ],
    [
      'a line break in a string',
      '{ "a": "b\nc" }',
      'At line 1, column 8: expected a value, got `"b` (The text has no end on this line: close its quotes, and write \\n for a line break.)',
    ],
    [
      'two values',
      '{} {}',
      'At line 1, column 4: expected nothing more, got `{}` (A playbook is one object: remove what comes after it.)',
    ],
    ['a word', 'undefined', 'At line 1, column 1: expected a value, got `undefined` (Leave the field out.)'],
    [
      'a number with a leading zero',
      '[01]',
      'At line 1, column 2: expected a value or "]", got `01]` (Write a number like 0.5, without leading zeros or a plus.)',
    ],
    ['nothing', '', 'At line 1, column 1: expected a value, got the end of the file (The file is empty.)'],
    [
      'another bracket',
      '[1}',
      'At line 1, column 3: expected "," or the closing bracket, got `}` (Is a bracket of the other kind open?)',
    ],
  ])('because of %s is found at its place', (_, json, message) => {
    const parsed = parsePlaybook(json)
    expect(messages(json)).toEqual([message])
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ code: 'not-json', path: '', severity: 'error', line: expect.any(Number) }],
    })
  })
})

describe('Too much', () => {
  test('a megabyte is the limit, as text and as an object', () => {
    const big = broken((p) => {
      p.lessons = Array.from({ length: 120 }, (_, n) => ({
        id: `l${n}`,
        kind: 'tips',
        title: 'x',
        points: ['y'.repeat(9_000)],
        for: {},
      }))
    })
    expect(messages(big)).toEqual([
      'At the playbook: expected at most 1 MB, got "1.1 MB" (Put long transcripts and articles on pages of your own, and link to them.)',
    ])
    expect(messages(JSON.stringify(big))).toEqual([
      'At the playbook: expected at most 1 MB, got "1.1 MB" (Put long transcripts and articles on pages of your own, and link to them.)',
    ])
  })

  test.each([
    [
      'conditions',
      (p: { segments?: unknown }) => {
        let deep: unknown = { goal: 'x' }
        for (let n = 0; n < 500; n++) deep = { $and: [deep] }
        p.segments = { deep }
      },
    ],
    [
      'values',
      (p: { segments?: unknown }) => {
        let deep: unknown = 1
        for (let n = 0; n < 500; n++) deep = [deep]
        p.segments = { deep: { goal: deep } }
      },
    ],
  ])('nesting of %s is refused and breaks nothing', (_, change) => {
    expect(messages(broken(change))[0]).toMatch(/expected a condition that is less nested/)
  })

  test('nesting that no engine can take is refused and breaks nothing', () => {
    const json = `{"version":1,"segments":${'{"$and":['.repeat(50_000)}${']}'.repeat(50_000)}}`
    expect(parsePlaybook(json).ok).toBe(false)
    const ring: { self?: unknown } = {}
    ring.self = ring
    expect(parsePlaybook(ring).ok).toBe(false)
  })
})
