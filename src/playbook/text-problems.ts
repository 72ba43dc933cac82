/** What is wrong with a Text or a URL: what a table of shapes can't say of them. */
import { FORMATS } from './format'
import { linksIn } from './marks'
import { isPlain } from './plain'
import type { Path, Report } from './problem'
import { placeholders, withoutPlaceholders } from './template'
import { safeUrl } from './url'

/** What a placeholder may stand for (CONTRACT 3); a path that ends in a dot takes any further one. */
const PATHS =
  'moment.id moment.label moment.at moment.properties. metrics. user.id user.traits. goal digest.sum digest.count digest.from digest.to gain.from gain.to gain.change gain.since lesson.title playbook.name'.split(
    ' ',
  )
const PLURALS = ['by', 'zero', 'one', 'two', 'few', 'many', 'other']
const LONGEST = 10_000
const LONGEST_URL = 2_000

export const checkPath = (name: unknown, path: Path, report: Report): void => {
  const known =
    typeof name === 'string' &&
    PATHS.some((one) => (one.endsWith('.') ? name.startsWith(one) && name > one : one === name))
  if (!known) report(path, 'unknown-path', 'something a text can name, such as moment.label', name, PATHS)
}

export const checkUrl = (url: unknown, path: Path, report: Report): void => {
  if (typeof url !== 'string' || url.length > LONGEST_URL || !safeUrl(url))
    report(path, 'unsafe-url', 'an https: or mailto: URL or a path on the same site', url)
}

const checkString = (text: unknown, path: Path, report: Report): void => {
  if (typeof text !== 'string' || !text) return void report(path, 'wrong-type', 'a text', text)
  if (text.length > LONGEST) return void report(path, 'too-long', 'at most 10,000 characters', text.length)
  if (/\{\{/.test(text)) {
    // The interface's own strings have placeholders of their own.
    for (const { path: name, format } of path[0] === 'texts' ? [] : placeholders(text)) {
      checkPath(name, path, report)
      if (format !== undefined && !FORMATS.includes(format))
        report(path, 'unknown-format', `one of the formats ${FORMATS.join(', ')}`, format, FORMATS)
    }
    if (withoutPlaceholders(text).includes('{{')) report(path, 'broken-placeholder', '}} after each {{', text)
  }
  if (text.includes('](')) for (const url of linksIn(withoutPlaceholders(text, 'x'))) checkUrl(url, path, report)
}

/** One that is the same in every language, or one for each; `all`: it must then have every language of the playbook. */
const byLanguage = (
  value: unknown,
  path: Path,
  report: Report,
  languages: readonly string[],
  needed: readonly string[],
  check: (value: unknown, path: Path, report: Report) => void,
): void => {
  if (!isPlain(value)) return void check(value, path, report)
  for (const language of needed)
    if (!Object.hasOwn(value, language))
      report([...path, language], 'language-missing', `a text in "${language}"`, undefined)
  for (const language of Object.keys(value))
    if (languages.includes(language)) check(value[language], [...path, language], report)
    else report([...path, language], 'language-unknown', 'a language of the playbook', language, languages)
}

/** The checks of texts and URLs in a playbook of these languages, the first of which is the default. */
export const textChecks = (languages: readonly string[]) => {
  const checkWords = (words: unknown, path: Path, report: Report): void => {
    if (!isPlain(words)) return void checkString(words, path, report)
    for (const key of Object.keys(words))
      if (!PLURALS.includes(key)) report([...path, key], 'unknown-field', 'a plural category', key, PLURALS)
      else if (key !== 'by') checkString(words[key], [...path, key], report)
      else if (path[0] !== 'texts') checkPath(words.by, [...path, 'by'], report)
    for (const key of ['by', 'other'])
      if (!Object.hasOwn(words, key))
        report([...path, key], 'missing-field', 'a plural text’s number and its general form', undefined)
  }
  return {
    Text: (value: unknown, path: Path, report: Report) =>
      byLanguage(value, path, report, languages, languages, checkWords),
    Url: (value: unknown, path: Path, report: Report) =>
      byLanguage(value, path, report, languages, languages.slice(0, 1), checkUrl),
  }
}
