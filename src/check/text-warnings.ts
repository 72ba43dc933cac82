/** Texts that are allowed but hardly meant: HTML, and keys that the interface does not have. */
import { nearest } from '../playbook/nearest'
import type { Playbook } from '../playbook/schema'
import type { Wording } from './contents'
import { interfaceKeys } from './interface-keys'
import { type Problem, warning } from './problem'

const TAG = /<\/?[a-z][a-z\d]*(\s[^<>]*)?\/?>/i
const ENTITY = /&(nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|#\d{1,5}|#x[\da-f]{1,5});/i

export const htmlIn = (texts: readonly Wording[]): Problem[] =>
  texts.flatMap(({ path, string }) => {
    const [tag] = TAG.exec(string) ?? []
    const [entity] = ENTITY.exec(string) ?? []
    if (tag)
      return [warning(path, 'html', `${tag} will be shown as it is`, 'Use **strong**, _emphasis_ or [label](url).')]
    return entity ? [warning(path, 'html', `${entity} will be shown as it is`, 'Write the character itself.')] : []
  })

export const unknownTexts = ({ texts = {} }: Playbook): Problem[] =>
  Object.keys(texts)
    .filter((key) => !interfaceKeys.includes(key))
    .map((key) => {
      const near = nearest(key, interfaceKeys)
      const hint = near ? `Did you mean "${near}"?` : 'gainloop schema lists them all, under "texts".'
      return warning(['texts', key], 'unknown-text', `the interface has no text "${key}"`, hint)
    })
