/** What in the texts of a playbook is allowed, but hardly meant: HTML, and keys of the interface that do not exist. */
import { finding } from './finding'
import { nearest } from './nearest'
import type { Problem } from './problem'
import type { Playbook } from './schema'
import { TEXT_KEYS } from './text-keys'
import type { Said } from './texts'

const TAG = /<\/?[a-z][a-z\d]*(\s[^<>]*)?\/?>/i
const ENTITY = /&(nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|#\d{1,5}|#x[\da-f]{1,5});/i

export const htmlIn = (texts: readonly Said[]): Problem[] =>
  texts.flatMap(({ path, string }) => {
    const [tag] = TAG.exec(string) ?? []
    const [entity] = ENTITY.exec(string) ?? []
    if (tag)
      return [finding(path, 'html', `${tag} will be shown as it is`, 'Use **strong**, _emphasis_ or [label](url).')]
    return entity ? [finding(path, 'html', `${entity} will be shown as it is`, 'Write the character itself.')] : []
  })

export const unknownTexts = ({ texts = {} }: Playbook): Problem[] =>
  Object.keys(texts)
    .filter((key) => !TEXT_KEYS.includes(key))
    .map((key) => {
      const near = nearest(key, TEXT_KEYS)
      const hint = near ? `Did you mean "${near}"?` : 'gainloop schema lists them all, under "texts".'
      return finding(['texts', key], 'unknown-text', `the interface has no text "${key}"`, hint)
    })
