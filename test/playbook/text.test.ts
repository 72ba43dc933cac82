import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Metric, Text } from '../../src/playbook/schema'
import { type Inline, placeholders, plainText, renderText } from '../../src/playbook/text'

const AT = new Date(2026, 2, 3, 9, 5).getTime()
const values = {
  moment: {
    id: 'c_42',
    label: 'Spring sale',
    at: AT,
    properties: { recipients: 1800, day: '2026-03-09', 'a.b': 'dotted' },
  },
  metrics: { openRate: 0.345, spend: 1234.5, broken: Number.NaN },
  user: { id: 'u_81', traits: { plan: 'pro', trial: true } },
  goal: { en: 'More sales', de: 'Mehr Umsatz' },
  digest: { sum: 1 },
  gain: { from: 10, to: 12.5, change: 0.25, since: AT, metric: 'spend' },
  lesson: { title: { en: 'One email', de: 'Eine Mail' } },
}
const metrics: Record<string, Metric> = {
  openRate: { label: 'Open rate', unit: 'percent', better: 'higher' },
  spend: { label: 'Spend', unit: 'currency', currency: 'USD', better: 'lower' },
}
const said = (text: Text, language = 'en', given: Record<string, unknown> = values): string =>
  plainText(text, { language, fallback: 'en', values: given, metrics })
/** `<s>`, `<e>` and `<a>` for strong, emphasis and links; isolates left out. */
const shown = (inlines: Inline[]): string =>
  inlines
    .map((inline): string => {
      if (typeof inline === 'string') return inline
      if ('strong' in inline) return `<s>${shown(inline.strong)}</s>`
      if ('em' in inline) return `<e>${shown(inline.em)}</e>`
      return `<a ${inline.url}>${shown(inline.label)}</a>`
    })
    .join('')
    .replace(/[\u2068\u2069]/g, '')
const marked = (text: Text, given: Record<string, unknown> = values): string =>
  shown(renderText(text, { language: 'en', fallback: 'en', values: given, metrics }))

describe('A text', () => {
  test.each<[string, Text, string, string]>([
    ['is the same in every language when it is a string', 'Hello', 'de', 'Hello'],
    ['is in the reader’s language', { en: 'Hello', de: 'Hallo' }, 'de', 'Hallo'],
    ['is in the default language where the reader’s is missing', { en: 'Hello', de: 'Hallo' }, 'ja', 'Hello'],
    ['is not in a language every object has', { en: 'Hello' }, 'constructor', 'Hello'],
    ['takes the plural of its number', { en: { by: 'digest.sum', one: 'one', other: 'many' } }, 'en', 'one'],
    [
      'takes the general form for a number that is missing',
      { en: { by: 'digest.count', one: 'one', other: 'many' } },
      'en',
      'many',
    ],
    ['takes the general form where a category has none', { en: { by: 'digest.sum', other: 'many' } }, 'en', 'many'],
  ])('%s', (_, text, language, expected) => {
    expect(said(text, language)).toBe(expected)
  })

  test.each([
    [0, 'zero'],
    [1, 'one'],
    [2, 'two'],
    [5, 'few'],
    [11, 'many'],
    [100, 'other'],
  ])('in Arabic for %i takes the category %s', (sum, category) => {
    const plural = { by: 'digest.sum', zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }
    expect(said({ en: 'x', ar: plural }, 'ar', { digest: { sum } })).toBe(category)
  })

  test.each([
    ['en', 'You grew by 1,234,567 contacts'],
    ['es', 'Creciste en 1.234.567 contactos'],
  ])('in %s writes the number its own way', (language, expected) => {
    const text = { en: 'You grew by {{digest.sum|number}} contacts', es: 'Creciste en {{digest.sum|number}} contactos' }
    expect(said(text, language, { digest: { sum: 1_234_567 } })).toBe(expected)
  })
})

describe('A placeholder', () => {
  test.each([
    ['a string', '“{{moment.label}}”', '“Spring sale”'],
    ['with spaces in the braces', '{{ moment.label }}', 'Spring sale'],
    ['a number as it is', '{{moment.properties.recipients}}', '1800'],
    ['a number with its separators', '{{moment.properties.recipients|number}}', '1,800'],
    ['true', '{{user.traits.trial}}', 'true'],
    ['a percentage', '{{metrics.openRate|percent}}', '34.5%'],
    ['money in the metric’s currency', '{{metrics.spend|currency}}', '$1,234.50'],
    ['money of a gain in its metric’s currency', '{{gain.to|currency}}', '$12.50'],
    ['a date', '{{moment.at|date}}', 'March 3, 2026'],
    ['a date without being told', '{{gain.since}}', 'March 3, 2026'],
    ['a time', '{{moment.at|time}}', '9:05\u202fAM'],
    ['a date alone as that day here', '{{moment.properties.day|date}}', 'March 9, 2026'],
    ['a word where a number was meant', '{{user.traits.plan|number}}', 'pro'],
    ['a word where a date was meant', '{{user.traits.plan|date}}', 'pro'],
    ['a name with dots in it', '{{moment.properties.a.b}}', 'dotted'],
    ['a text in the reader’s language', '{{lesson.title}}', 'One email'],
    ['the value, not what stands for a missing one', '{{goal|or:what you hoped for}}', 'More sales'],
    ['the format and not what stands for a missing one', '{{metrics.openRate|percent|or:unknown}}', '34.5%'],
    [
      'what stands for a missing one',
      'Did it bring {{nothing|or:what you hoped for}}?',
      'Did it bring what you hoped for?',
    ],
    ['what stands for a missing figure', '{{metrics.none|percent|or:no figure | yet}}', 'no figure | yet'],
  ])('shows %s', (_, text, expected) => {
    expect(said(text).replace(/\u202f/g, ' ')).toBe(expected.replace(/\u202f/g, ' '))
  })

  test.each([
    ['between words', 'You sent {{nothing}} today', 'You sent today'],
    ['before a full stop', 'You sent it on {{nothing}}.', 'You sent it on.'],
    ['before a comma', 'Hello {{nothing}}, welcome', 'Hello, welcome'],
    ['before a spaced mark', 'Bonjour {{nothing}} !', 'Bonjour !'],
    ['at the start', '{{nothing}} is over', 'is over'],
    ['at the start, with its comma', '{{nothing}}, how did it go?', 'how did it go?'],
    ['at the end', 'How did it go, {{nothing}}', 'How did it go,'],
    ['in quotes', 'Did “{{nothing}}” work?', 'Did work?'],
    ['in brackets', 'It went up ({{nothing}}).', 'It went up.'],
    ['in marks', 'It is **{{nothing}}** over', 'It is over'],
    ['twice', 'a {{nothing}} {{nothing}} b', 'a b'],
    ['twice at the end', 'a {{nothing}} {{nothing}}.', 'a.'],
    ['as a number that is none', 'Rate {{metrics.broken|percent}} today', 'Rate today'],
    ['as an empty string', 'a {{empty}} b', 'a b'],
    ['as an object', 'a {{user}} b', 'a b'],
    ['as what every object has', 'a {{user.constructor}} {{__proto__.x}} {{moment.label.length}} b', 'a b'],
    ['in a text with nothing else', '{{nothing}}', ''],
  ])('that is missing %s leaves no gap', (_, text, expected) => {
    expect(said(text, 'en', { ...values, empty: '' })).toBe(expected)
  })

  test.each([
    ['is not closed', 'a {{moment.label'],
    ['is not opened', 'moment.label}} b'],
    ['has one brace', '{moment.label}'],
  ])('that %s is shown as it is', (_, text) => {
    expect(said(text)).toBe(text)
  })

  test('is listed with its format and what stands for it', () => {
    expect(placeholders('{{a.b}} {{c|date}} {{ d | or: e | f }} {{g|number|or:h}} \\{{x}}')).toMatchObject([
      { path: 'a.b' },
      { path: 'c', format: 'date' },
      { path: 'd', or: 'e | f' },
      { path: 'g', format: 'number', or: 'h' },
    ])
  })
})

describe('Marks', () => {
  test.each([
    ['strong', 'a **b c** d', 'a <s>b c</s> d'],
    ['strong within a word, for languages without spaces', '**DKIM**を有効に', '<s>DKIM</s>を有効に'],
    ['emphasis', 'a _b c_ d', 'a <e>b c</e> d'],
    ['emphasis beside punctuation', '_New_: joined', '<e>New</e>: joined'],
    ['emphasis beside full-width punctuation', '_新規_：登録', '<e>新規</e>：登録'],
    ['no emphasis within a word', 'snake_case_name', 'snake_case_name'],
    ['no emphasis within a word of any script', 'слово_и_дело', 'слово_и_дело'],
    ['no emphasis of double lines', '__init__', '__init__'],
    ['no marks around space', 'a ** b ** _ c _', 'a ** b ** _ c _'],
    ['no marks left open', 'a **b and _c', 'a **b and _c'],
    ['one in the other', '**a _b_ c**', '<s>a <e>b</e> c</s>'],
    ['a link', 'see [the guide](/help/x) now', 'see <a /help/x>the guide</a> now'],
    [
      'a link with marks in its label',
      '[**the** guide](https://x.example)',
      '<a https://x.example><s>the</s> guide</a>',
    ],
    ['a link with brackets in its address', '[x](https://x.example/a_(b)_c)', '<a https://x.example/a_(b)_c>x</a>'],
    ['only the label of an unsafe link', '[x](javascript:alert(1)) y', 'x y'],
    ['only the label of a link to another host', 'a [**x**](//evil.example)', 'a <s>x</s>'],
    ['the character after a backslash', '\\*\\*a\\*\\* \\_b\\_ \\[c](d) \\\\', '**a** _b_ [c](d) \\'],
    ['a backslash before anything else', 'C:\\dir', 'C:\\dir'],
    ['braces after a backslash', '\\{{moment.label}}', '{{moment.label}}'],
    ['an escaped mark within marks', '**a\\**b**', '<s>a**b</s>'],
    ['HTML as its characters', '<b>x</b> &amp; <script>alert(1)</script>', '<b>x</b> &amp; <script>alert(1)</script>'],
    ['a value in marks', '**{{moment.label}}**', '<s>Spring sale</s>'],
    ['a value in emphasis', '_{{moment.label}}_.', '<e>Spring sale</e>.'],
    ['a value in an address, encoded', '[x](/c/{{moment.label}}/y)', '<a /c/Spring%20sale/y>x</a>'],
  ])('show %s', (_, text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  test.each([
    '**bold**',
    '_em_',
    '[x](/y)',
    '{{user.id}}',
    '\\',
    '<img src=x onerror=alert(1)>',
    '](javascript:alert(1))',
  ])('in a value are characters: %s', (label) => {
    expect(marked('a {{moment.label}} b', { moment: { label } })).toBe(`a ${label} b`)
  })

  test.each([
    ['javascript:alert(1)', '<a javascript%3Aalert(1)>x</a>'],
    ['//evil.example', '<a %2F%2Fevil.example>x</a>'],
  ])('a value that is a whole address can lead nowhere else: %s', (label, expected) => {
    expect(marked('[x]({{moment.label}})', { moment: { label } })).toBe(expected)
  })

  test('each value stands in its own place, even after a link that fell away', () => {
    expect(marked('[{{nothing}}](/c/{{moment.id}}) and {{moment.label}}')).toBe(' and Spring sale')
    expect(
      marked('[**{{moment.id}}**](//x/{{user.id}}) {{moment.label}} [{{user.id}}](/{{moment.id}}) {{user.id}}'),
    ).toBe('<s>c_42</s> Spring sale <a /c_42>u_81</a> u_81')
  })

  test('characters that stand for values inside are nothing by themselves', () => {
    expect(marked('a\ufdd1b [x](/\ufdd1) \ufdd0{{user.id}}')).not.toContain('undefined')
  })

  test('an address made unsafe by a missing value is no link', () => {
    expect(marked('[x](/{{nothing}}/evil.example)')).toBe('x')
  })
})

describe('Direction', () => {
  const render = (text: string, label: string): Inline[] =>
    renderText(text, { language: 'en', fallback: 'en', values: { moment: { label } } })

  test('a value is isolated, so that it can’t disturb the sentence', () => {
    expect(render('About “{{moment.label}}” today', 'שלום')).toEqual(['About “\u2068שלום\u2069” today'])
  })
  test('a value can’t turn what stands around it', () => {
    expect(render('x {{moment.label}} y', 'a\u202eb\u2069c\u2066d')).toEqual(['x \u2068abcd\u2069 y'])
  })
  test('a plain text has no invisible characters', () => {
    expect(said({ en: 'x', ar: 'أرسلتَ «{{moment.label}}»' }, 'ar')).toBe('أرسلتَ «Spring sale»')
  })
})

describe('Whatever the text and the values', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '**',
      '_',
      '[',
      ']',
      '](',
      ')',
      '\\',
      '{{',
      '}}',
      '|',
      'or:',
      'date',
      'moment.label',
      'goal',
      ' ',
      '.',
      '\n',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const template = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))
  const anything = fc.oneof(fc.string({ unit: 'binary' }), template, fc.anything({ maxDepth: 1 }))

  test('nothing throws, and every address is safe', () => {
    const addresses = (inlines: Inline[]): string[] =>
      inlines.flatMap((inline) => {
        if (typeof inline === 'string') return []
        if ('url' in inline) return [inline.url, ...addresses(inline.label)]
        return addresses('strong' in inline ? inline.strong : inline.em)
      })
    fc.assert(
      fc.property(template, anything, fc.constantFrom('en', 'ar', 'ja'), (text, label, language) => {
        const context = { language, fallback: 'en', values: { moment: { label }, goal: label } }
        for (const url of addresses(renderText(text || 'x', context)))
          expect(['https:', 'mailto:']).toContain(new URL(url, 'https://page.example').protocol)
        expect(typeof plainText(text || 'x', context)).toBe('string')
      }),
      { numRuns: 3000 },
    )
  })

  test('a value is text: it adds no mark and no link', () => {
    const form = (inlines: Inline[]): unknown[] =>
      inlines.flatMap((inline) => {
        if (typeof inline === 'string') return []
        if ('url' in inline) return [['a', form(inline.label)]]
        return 'strong' in inline ? [['s', form(inline.strong)]] : [['e', form(inline.em)]]
      })
    fc.assert(
      fc.property(template, template, (before, label) => {
        const render = (given: string) =>
          form(
            renderText(`x${before} {{moment.label}} y`, {
              language: 'en',
              fallback: 'en',
              values: { moment: { label: given }, goal: 'g' },
            }),
          )
        const safe = label.replace(/[\p{Bidi_C}\p{Cs}\s]/gu, '')
        fc.pre(safe !== '')
        expect(render(`v${label}`)).toEqual(render('v'))
      }),
      { numRuns: 2000 },
    )
  })

  test('a long run of marks is read in good time', () => {
    for (const mark of ['**a ', '_a ', '[', '[a](', '\\', '{{', '**_']) {
      const text = mark.repeat(10_000 / mark.length)
      const start = performance.now()
      renderText(text, { language: 'en', fallback: 'en', values: {} })
      expect(performance.now() - start).toBeLessThan(3000)
    }
  })
})
