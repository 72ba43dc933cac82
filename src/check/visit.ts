/** Goes through a value by its schema, to find its texts, addresses and conditions. */
import type * as z from 'zod/mini'
import type { Path } from '../playbook/mistake'
import { isPlain } from '../playbook/plain'
import { condition, operators } from '../playbook/schema/condition'
import { playbookSchema } from '../playbook/schema/playbook'
import { text, url } from '../playbook/schema/text'
import { meantOption, memberOf } from '../playbook/schema/walk'

export interface Visitor {
  text?(value: unknown, path: Path): void
  url?(value: unknown, path: Path): void
  condition?(value: unknown, path: Path): void
}

/** Calls the visitor for each text, URL and condition. What is not of the shape the schema says is passed over. */
export const visit = (schema: z.ZodMiniType, value: unknown, path: Path, visitor: Visitor): void => {
  if (schema === text) return visitor.text?.(value, path)
  if (schema === url) return visitor.url?.(value, path)
  if (schema === condition) return visitor.condition?.(value, path)
  if (schema === operators || typeof value !== 'object' || !value) return
  const one = meantOption(schema, value) ?? schema
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  for (const [key, member] of members) {
    const memberSchema = member === undefined ? undefined : memberOf(one, key)
    if (memberSchema) visit(memberSchema, member, [...path, key], visitor)
  }
}

/** The same for a whole playbook, which may be of the wrong shape. */
export const visitPlaybook = (playbook: unknown, visitor: Visitor): void => {
  if (isPlain(playbook)) visit(playbookSchema(), playbook, [], visitor)
}
