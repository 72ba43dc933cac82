/** Reads a JSON Schema the way a reference page needs it: fields, types in words, defaults, examples. */
import { anchor, code } from './markdown'

export interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  title?: string
  description?: string
  type?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  examples?: unknown[]
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

export interface Field {
  /** With the names of the objects it is in: `sameAction.answered`. */
  path: string
  schema: JsonSchema
  required: boolean
}

/** The name of the definition that a `$ref` points to. */
export const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref

/** A value as JSON on one line. */
export const json = (value: unknown): string => code(JSON.stringify(value))

export const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? []

/** The fields of an object, those of objects written in place included. */
export function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name
    const own = { path, schema: field, required: schema.required?.includes(name) ?? false }
    return [own, ...(field.additionalProperties === false ? fieldsOf(field, `${path}.`) : [])]
  })
}

/** "0 to 1", "at least 1", "at most 40"; empty without a bound that an author would meet. */
function range({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const highest = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  const lowest = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`
  if (lowest !== undefined && highest !== undefined) return `, ${lowest} to ${highest}`
  if (lowest !== undefined) return `, at least ${lowest}`
  return highest === undefined ? '' : `, at most ${highest}`
}

/** A type as part of another: a choice between types is put in brackets. */
const inner = (schema: JsonSchema): string => (variantsOf(schema).length > 1 ? `(${typeOf(schema)})` : typeOf(schema))

/** A type in words, with links to the definitions that the page describes. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return `[${nameOf(schema.$ref)}](#${anchor(nameOf(schema.$ref))})`
  if (schema.const !== undefined) return json(schema.const)
  if (schema.enum) return schema.enum.map(json).join(' ')
  const variants = variantsOf(schema)
  if (variants.length) return [...new Set(variants.map(typeOf))].join(' or ')
  if (schema.type === 'array') return `list of ${inner(schema.items ?? {})}`
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${inner(schema.additionalProperties)}`
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    return (schema.type === 'integer' ? 'whole number' : 'number') + range(schema)
  }
  if (schema.format === 'date-time') return 'date and time, ISO 8601'
  if (schema.type === 'string' && schema.maxLength) {
    return `string, at most ${schema.maxLength.toLocaleString('en')} characters`
  }
  return schema.type ?? 'any value'
}
