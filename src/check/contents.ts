/** Every text, address and condition of a playbook, with its place. */
import { languagesOf } from '../playbook/language'
import { linksIn } from '../playbook/marks'
import type { Path } from '../playbook/mistake'
import { isPlain } from '../playbook/plain'
import type { Condition, Playbook, Text, Url } from '../playbook/schema'
import { withoutPlaceholders } from '../playbook/template'
import { visitPlaybook } from './visit'

/** What a text is to its reader. */
export type Role = 'question' | 'choice' | 'title' | 'tip' | 'step' | 'transcript' | 'interface' | 'prose'

/** One string that users read. */
export interface Wording {
  path: Path
  role: Role
  /** BCP 47; the playbook's first language for a text that is the same in every language. */
  language: string
  string: string
}

export interface Contents {
  texts: Wording[]
  /** The URLs of fields, and of links within texts. */
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
  if (path[0] === 'texts') return 'interface'
  if (path.at(-2) === 'labels') return 'choice'
  const field = path.findLast((part) => typeof part === 'string') ?? ''
  return ROLES[field] ?? 'prose'
}

/** @param playbook One whose shape is right. */
export const contentsOf = (playbook: Playbook): Contents => {
  const [first = 'en'] = languagesOf(playbook)
  const contents: Contents = { texts: [], urls: [], conditions: [] }
  visitPlaybook(playbook, {
    text: (value, path) => {
      const role = roleOf(path)
      for (const [at, string, language = first] of wordingsOf(value as Text, path)) {
        contents.texts.push({ path: at, role, language, string })
        contents.urls.push(...linksOf(string).map((url) => ({ path: at, url })))
      }
    },
    url: (value, path) => void contents.urls.push(...urlsOf(value as Url, path)),
    condition: (condition, path) => void contents.conditions.push({ path, condition: condition as Condition }),
  })
  return contents
}

/** Most texts have no link: the pattern of marks is not cheap. */
const linksOf = (text: string): string[] => (text.includes('](') ? linksIn(withoutPlaceholders(text, 'x')) : [])

/** Every string of a text, with its language where it has one of its own. */
const wordingsOf = (text: Text, path: Path): [path: Path, string: string, language?: string][] => {
  if (!isPlain(text)) return [[path, text]]
  return Object.entries(text).flatMap(([language, words]): [Path, string, string][] =>
    isPlain(words)
      ? Object.entries(words)
          .filter(([category]) => category !== 'by')
          .map(([category, string]) => [[...path, language, category], string as string, language])
      : [[[...path, language], words, language]],
  )
}

const urlsOf = (url: Url, path: Path): Contents['urls'] =>
  isPlain(url)
    ? Object.entries(url).map(([language, one]) => ({ path: [...path, language], url: one }))
    : [{ path, url }]
