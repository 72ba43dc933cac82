/** The published JSON Schema of the playbook: for editors, and for checks in other languages. */
import * as z from 'zod/mini'
import { descriptions } from './descriptions'
import { parts, playbookSchema } from './schema'
import { TEXT_KEYS } from './text-keys'

type Json = Record<string, unknown>

const sentence = (text: string): string => text[0]?.toUpperCase() + text.slice(1)

/** JSON Schema 2020-12, made from the zod schema; what it can't say (names that must exist, languages) `gainloop check` does. */
export const playbookJsonSchema = (): Json => {
  const { $schema, $defs, ...root } = z.toJSONSchema(playbookSchema, { io: 'input', metadata: parts }) as Json & {
    $defs: Record<string, Json>
    properties: Record<string, Json>
  }
  const describe = (name: string, node: Json): void => {
    for (const [field, property] of Object.entries((node.properties ?? {}) as Record<string, Json>)) {
      const said = descriptions[`${name}.${field}`]
      if (said) property.description = said
      describe(`${name}.${field}`, property)
    }
    for (const option of [...((node.anyOf ?? []) as Json[]), ...((node.oneOf ?? []) as Json[])]) describe(name, option)
  }
  for (const [name, node] of Object.entries($defs)) {
    delete node.id
    node.title = name
    node.description = sentence(node.description as string)
    describe(name, node)
  }
  describe('Playbook', root)
  Object.assign(root.properties.texts as Json, {
    properties: Object.fromEntries(TEXT_KEYS.map((key) => [key, { $ref: '#/$defs/Text' }])),
  })
  Object.assign(root.properties.actions as Json, { minProperties: 1 })
  return {
    $schema,
    title: 'Gainloop playbook',
    description: 'What is asked after which action, and which lesson follows which answer. Version 1.',
    ...root,
    $defs,
  }
}
