/** What the schema's files share: how a part is named, documented, and built when it is first needed. */
import * as z from 'zod/mini'

/** Anything else that is to be said of a schema in JSON Schema. A schema with an `id` is a `$def`. */
export const parts = z.registry<{ id?: string; description?: string; minProperties?: number }>()

/** What was built on demand: by its builder, and the parts that were named meanwhile. */
const built = new Map<() => unknown, unknown>()
const named = new Set<z.ZodMiniType>()
let building = 0

/** Names a part of the playbook: in the JSON Schema under `$defs`, and in problems. */
export const part = <T extends z.ZodMiniType>(id: string, description: string, schema: T): T => {
  parts.add(schema, { id, description })
  if (building > 0) named.add(schema)
  return schema
}

/**
 * A schema that is built when it is first asked for. All of them at once would be one long task in a slow browser; a
 * playbook seldom needs them all, and the reader pauses between its parts.
 */
export const once =
  <T>(build: () => T): (() => T) =>
  () => {
    if (!built.has(build)) {
      building++
      built.set(build, build())
      building--
    }
    return built.get(build) as T
  }

/** Frees what was built on demand, some 300 KB in a browser. It is built again when it is next asked for. */
export const forgetBuilt = (): void => {
  for (const schema of named) parts.remove(schema)
  named.clear()
  built.clear()
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
