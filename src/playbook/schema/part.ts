/** What the schema's files share: how a part is named, documented, and built when it is first needed. */
import * as z from 'zod/mini'

/** Anything else that is to be said of a schema in JSON Schema. A schema with an `id` is a `$def`. */
export const parts = z.registry<{ id?: string; description?: string; minProperties?: number }>()

/** Names a part of the playbook: in the JSON Schema under `$defs`, and in problems. */
export const part = <T extends z.ZodMiniType>(id: string, description: string, schema: T): T => {
  parts.add(schema, { id, description })
  return schema
}

/**
 * A schema that is built when it is first asked for. All of them at once would be one long task in a slow browser; a
 * playbook seldom needs them all, and the reader pauses between its parts.
 */
export const once = <T>(build: () => T): (() => T) => {
  let built: T | undefined
  return () => (built ??= build())
}

export interface FieldDoc {
  description: string
  examples: readonly unknown[]
  /** What the field means where it is left out. */
  default?: unknown
}

/** What each field of an object schema means: the compiler asks for every field, and for no other. */
export type Docs<T extends z.ZodMiniObject> = Record<keyof z.infer<T>, FieldDoc>

export const field = (description: string, example: unknown, otherwise?: unknown): FieldDoc => ({
  description,
  examples: [example],
  ...(otherwise !== undefined && { default: otherwise }),
})
