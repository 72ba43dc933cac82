/** Finds the schema that belongs to a place in a value. */
import type * as z from 'zod/mini'
import type { Path } from '../mistake'
import { isPlain } from '../plain'

type Def = z.core.$ZodTypes['_zod']['def']

const defOf = (schema: z.ZodMiniType): Def => schema._zod.def as Def

const isObject = (schema: z.core.$ZodType): boolean => ['object', 'record'].includes(schema._zod.def.type)

/** The names an object schema has fields for. */
export const fieldNames = (schema: z.ZodMiniType): string[] => {
  const def = defOf(schema)
  if (def.type === 'object') return Object.keys(def.shape)
  return def.type === 'union' ? [...new Set(def.options.flatMap((one) => fieldNames(one as z.ZodMiniType)))] : []
}

/** The option of a union that a value was meant for: the one of its kind, with its first field, or of its type. */
export const meantOption = (schema: z.ZodMiniType, value: unknown): z.ZodMiniType | undefined => {
  const def = defOf(schema)
  if (def.type !== 'union') return undefined
  const options = def.options as readonly z.ZodMiniType[]
  if (!isPlain(value)) return typeof value === 'string' ? options.find((one) => !isObject(one)) : undefined
  const objects = options.filter(isObject)
  const byKind = objects.find((one) => kindOf(one) !== undefined && kindOf(one) === value.kind)
  return byKind ?? objects.find((one) => fieldNames(one).some((name) => Object.hasOwn(value, name))) ?? objects[0]
}

const kindOf = (schema: z.ZodMiniType): unknown => {
  const def = defOf(schema)
  const kind = def.type === 'object' ? (def.shape.kind?._zod.def as Def | undefined) : undefined
  return kind?.type === 'literal' ? kind.values[0] : undefined
}

/** Without the wrappers that change nothing of what a value looks like. */
const unwrapped = (schema: z.ZodMiniType): z.ZodMiniType => {
  const def = defOf(schema)
  return def.type === 'optional' ? unwrapped(def.innerType as z.ZodMiniType) : schema
}

/** The schema of one member of an object, record or list. */
export const memberOf = (schema: z.ZodMiniType, key: string | number): z.ZodMiniType | undefined => {
  const def = defOf(schema)
  const member =
    def.type === 'object'
      ? Object.hasOwn(def.shape, key) && def.shape[key]
      : def.type === 'record'
        ? def.valueType
        : def.type === 'array' && def.element
  return member ? unwrapped(member as z.ZodMiniType) : undefined
}

/** The schema at a path into a value; unions are followed by what the value holds. */
export const schemaAt = (schema: z.ZodMiniType, path: Path, value: unknown): z.ZodMiniType | undefined => {
  const [key, ...rest] = path
  if (key === undefined) return unwrapped(schema)
  const one = meantOption(unwrapped(schema), value) ?? unwrapped(schema)
  const member = memberOf(one, key)
  return member && schemaAt(member, rest, (value as Record<string, unknown> | undefined)?.[key])
}
