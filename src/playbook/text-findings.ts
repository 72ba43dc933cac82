/** What in the texts of a playbook is allowed, but hardly meant: HTML, and keys of the interface that do not exist. */
import { nearest } from './nearest'
import { type Path, type Problem, pointer } from './problem'
import type { Playbook } from './schema'
import { TEXT_KEYS } from './text-keys'

const TAG = /<\/?[a-z][a-z\d]*(\s[^<>]*)?\/?>/i

const stringsIn = (part: unknown, path: Path): [Path, string][] => {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part !== 'object' || !part) return []
  return Object.entries(part).flatMap(([key, inner]) => stringsIn(inner, [...path, key]))
}

export const textFindings = (playbook: Playbook): Problem[] => {
  const warning = (path: Path, code: string, message: string, hint: string): Problem => ({
    path: pointer(path),
    code,
    severity: 'warning',
    message: `At ${path.join('.')}: ${message}`,
    hint,
  })
  const tags = stringsIn(playbook, []).flatMap(([path, text]) => {
    const [tag] = TAG.exec(text) ?? []
    return tag
      ? [warning(path, 'html', `${tag} will be shown as it is`, 'Use **strong**, _emphasis_ or [label](url).')]
      : []
  })
  const unknown = Object.keys(playbook.texts ?? {}).filter((key) => !TEXT_KEYS.includes(key))
  return [
    ...tags,
    ...unknown.map((key) => {
      const near = nearest(key, TEXT_KEYS)
      return warning(
        ['texts', key],
        'unknown-text',
        `the interface has no text "${key}"`,
        near ? `Did you mean "${near}"?` : 'The JSON Schema lists them all.',
      )
    }),
  ]
}
