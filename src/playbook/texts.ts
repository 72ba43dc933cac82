/** Every text, address and condition of a playbook, with its place: found by the table of its shape, as the reader does. */
import { languagesOf } from './language'
import { linksIn } from './marks'
import { isPlain } from './plain'
import type { Path } from './problem'
import type { Condition, Playbook } from './schema'
import { shape } from './shape'
import { withoutPlaceholders } from './template'
import { checker } from './walk'

/** What a text is to its reader. */
export type Role = 'question' | 'choice' | 'title' | 'tip' | 'step' | 'transcript' | 'interface' | 'prose'

export interface Said {
  path: Path
  role: Role
  /** BCP 47; of a text that is the same in every language, the first of the playbook. */
  language: string
  string: string
}

export interface Contents {
  texts: Said[]
  /** Of fields, and of links within texts. */
  urls: { path: Path; url: string }[]
  /** Without the conditions on a metric, which name no field. */
  conditions: { path: Path; condition: Condition }[]
}

const ROLES: Record<string, Role> = {
  question: 'question',
  label: 'choice',
  low: 'choice',
  high: 'choice',
  title: 'title',
  points: 'tip',
  text: 'step',
  transcript: 'transcript',
}

const roleOf = (path: Path): Role => {
  const [field = ''] = path.filter((part) => typeof part === 'string').slice(-1)
  if (path[0] === 'texts') return 'interface'
  return path.at(-2) === 'labels' ? 'choice' : (ROLES[field] ?? 'prose')
}

/** @param playbook One whose shape is right. */
export const contentsOf = (playbook: Playbook): Contents => {
  const [first = 'en'] = languagesOf(playbook)
  const found: Contents = { texts: [], urls: [], conditions: [] }
  const say = (string: string, path: Path, role: Role, language: string): void => {
    found.texts.push({ path, role, language, string })
    if (string.includes(']('))
      for (const url of linksIn(withoutPlaceholders(string, 'x'))) found.urls.push({ path, url })
  }
  const byHand = {
    Text: (value: unknown, at: Path) => {
      const path = [...at]
      const role = roleOf(path)
      if (!isPlain(value)) return say(value as string, path, role, first)
      for (const [language, words] of Object.entries(value))
        if (!isPlain(words)) say(words as string, [...path, language], role, language)
        else
          for (const [category, string] of Object.entries(words))
            if (category !== 'by') say(string as string, [...path, language, category], role, language)
    },
    Url: (value: unknown, path: Path) => {
      const each = isPlain(value) ? Object.entries(value) : [[undefined, value]]
      for (const [language, url] of each)
        found.urls.push({ path: language ? [...path, language as string] : [...path], url: url as string })
    },
    Condition: (condition: unknown, path: Path) =>
      found.conditions.push({ path: [...path], condition: condition as Condition }),
    Operators: () => {},
  }
  checker(shape, byHand)('Playbook')(playbook, [], () => {})
  return found
}
