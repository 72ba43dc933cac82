/** What is wrong with the texts and addresses of a playbook beyond their shape: languages, placeholders and links. */
import { FORMATS } from '../playbook/format'
import { linksIn } from '../playbook/marks'
import type { Mistake, Path } from '../playbook/mistake'
import { isPlain } from '../playbook/plain'
import { placeholders, withoutPlaceholders } from '../playbook/template'
import { safeUrl } from '../playbook/url'
import { visitPlaybook } from './visit'

/** What a placeholder may stand for. A path that ends in a dot takes any further path. */
const PATHS = [
  ...['moment.id', 'moment.label', 'moment.at', 'moment.properties.', 'metrics.', 'user.id', 'user.traits.', 'goal'],
  ...['account.id', 'account.traits.'],
  ...['digest.sum', 'digest.count', 'digest.from', 'digest.to', 'gain.from', 'gain.to', 'gain.change', 'gain.since'],
  ...['gain.rating.from', 'gain.rating.to', 'gain.rating.since', 'lesson.title', 'playbook.name'],
]

/** The gain of one metric by its name. */
const GAIN_OF_METRIC = /^gain\.(?!rating\.).+\.(from|to|change|since)$/

/** Every mistake in the texts and URLs of a playbook. It need not be of the right shape. */
export const textMistakes = (playbook: unknown): Mistake[] => {
  const languages = spokenIn(playbook)
  const mistakes: Mistake[] = []
  visitPlaybook(playbook, {
    text: (value, path) =>
      void mistakes.push(...byLanguage(value, path, languages, languages, (words, at) => wordsMistakes(words, at))),
    // An address may fall back on that of the first language.
    url: (value, path) => void mistakes.push(...byLanguage(value, path, languages, languages.slice(0, 1), urlMistakes)),
  })
  return mistakes
}

const spokenIn = (playbook: unknown): string[] => {
  const { languages } = isPlain(playbook) ? playbook : {}
  return Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : ['en']
}

type Check = (value: unknown, path: Path) => Mistake[]

/** Checks what is the same in every language, or what each language has, and that none of those `needed` is missing. */
const byLanguage = (
  value: unknown,
  path: Path,
  languages: readonly string[],
  needed: readonly string[],
  check: Check,
): Mistake[] => {
  if (!isPlain(value)) return check(value, path)
  return [
    ...needed
      .filter((language) => !Object.hasOwn(value, language))
      .map((language) => ({
        ...{ path: [...path, language], code: 'language-missing' },
        ...{ expected: `a text in "${language}"`, found: undefined },
      })),
    ...Object.keys(value).flatMap((language): Mistake[] =>
      languages.includes(language)
        ? check(value[language], [...path, language])
        : [
            {
              ...{ path: [...path, language], code: 'language-unknown' },
              ...{ expected: 'a language of the playbook', found: language, known: languages },
            },
          ],
    ),
  ]
}

/** One language's text: a string, or one for each plural category. */
const wordsMistakes: Check = (words, path) => {
  if (!isPlain(words)) return stringMistakes(words, path)
  return Object.entries(words).flatMap(([category, one]) =>
    category !== 'by'
      ? stringMistakes(one, [...path, category])
      : isInterface(path)
        ? []
        : pathMistakes(one, [...path, category]),
  )
}

/** The interface's own strings have placeholders of their own. */
const isInterface = ([first]: Path): boolean => first === 'texts'

const stringMistakes: Check = (text, path) => {
  if (typeof text !== 'string') return []
  const mistakes: Mistake[] = []
  if (text.includes('{{')) {
    for (const { path: name, format } of isInterface(path) ? [] : placeholders(text)) {
      mistakes.push(...pathMistakes(name, path))
      if (format !== undefined && !FORMATS.includes(format))
        mistakes.push({
          ...{ path, code: 'unknown-format', expected: `one of the formats ${FORMATS.join(', ')}` },
          ...{ found: format, known: FORMATS },
        })
    }
    if (withoutPlaceholders(text).includes('{{'))
      mistakes.push({ path, code: 'broken-placeholder', expected: '}} after each {{', found: text })
  }
  if (text.includes(']('))
    for (const url of linksIn(withoutPlaceholders(text, 'x'))) mistakes.push(...urlMistakes(url, path))
  return mistakes
}

const pathMistakes: Check = (name, path) => {
  const known =
    typeof name === 'string' &&
    (GAIN_OF_METRIC.test(name) ||
      PATHS.some((one) => (one.endsWith('.') ? name.startsWith(one) && name !== one : one === name)))
  return known
    ? []
    : [
        {
          ...{ path, code: 'unknown-path', expected: 'something a text can name, such as moment.label' },
          ...{ found: name, known: [...PATHS, 'gain.<metric>.from', 'gain.<metric>.to'] },
        },
      ]
}

export const urlMistakes: Check = (url, path) =>
  typeof url === 'string' && !safeUrl(url)
    ? [{ path, code: 'unsafe-url', expected: 'an https: or mailto: URL or a path on the same site', found: url }]
    : []
