/** The playbook reference, made from the published JSON Schema. */
import { type Field, fieldsOf, type JsonSchema, json, nameOf, typeOf, variantsOf } from './json-schema'
import { code, table } from './markdown'

const HEAD = ['Field', 'Type', 'Default', 'Meaning', 'Example']

/** That of an object stands with the object's own fields. */
const defaultOf = ({ default: value }: JsonSchema): string =>
  value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value)) ? '' : json(value)

const row = ({ path, schema, required }: Field): string[] => [
  code(required ? path : `${path}?`),
  typeOf(schema),
  defaultOf(schema),
  schema.description ?? '',
  (schema.examples ?? []).slice(0, 2).map(json).join(' or '),
]

const fieldTable = (fields: readonly Field[]): string => table(HEAD, fields.map(row))

/** The field whose constant tells the variants apart, such as `kind`. */
const discriminator = (variants: readonly JsonSchema[]): string | undefined =>
  Object.keys(variants[0]?.properties ?? {}).find((name) =>
    variants.every((variant) => variant.properties?.[name]?.const !== undefined),
  )

const sameField = (one: Field, other: Field): boolean =>
  one.path === other.path && one.required === other.required && typeOf(one.schema) === typeOf(other.schema)

/** Without a field that tells them apart, all fields in one table; else the shared fields, then those of each variant. */
function variantTables(variants: readonly JsonSchema[]): string {
  const fields = variants.map((variant) => fieldsOf(variant))
  const by = discriminator(variants)
  if (by === undefined) return fieldTable(fields.flat())
  const isShared = (field: Field): boolean =>
    field.path !== by && fields.every((others) => others.some((other) => sameField(field, other)))
  const kindOf = (variant: JsonSchema): unknown => variant.properties?.[by]?.const
  const kinds = [code(by), variants.map((variant) => json(kindOf(variant))).join(' '), '', `Which ${by}.`, '']
  return [
    table(HEAD, [...(fields[0] ?? []).filter(isShared).map(row), kinds]),
    ...variants.flatMap((variant, at) => [
      `#### ${by}: ${String(kindOf(variant))}`,
      fieldTable((fields[at] ?? []).filter((field) => field.path !== by && !isShared(field))),
    ]),
  ].join('\n\n')
}

type Definitions = Record<string, JsonSchema>

/** The objects among the variants; one that has a name of its own is looked up. */
const objectsAmong = (variants: readonly JsonSchema[], definitions: Definitions): JsonSchema[] =>
  variants
    .map((variant) => (variant.$ref ? (definitions[nameOf(variant.$ref)] ?? variant) : variant))
    .filter((variant) => variant.properties !== undefined)

/** Names of variants that their union describes in full: they need no section of their own. */
function describedInUnions(definitions: Definitions): Set<string> {
  const unions = Object.values(definitions).map(variantsOf)
  return new Set(
    unions
      .filter((variants) => discriminator(objectsAmong(variants, definitions)) !== undefined)
      .flatMap((variants) => variants.flatMap(({ $ref }) => ($ref ? [nameOf($ref)] : []))),
  )
}

function section(name: string, schema: JsonSchema, definitions: Definitions): string {
  const variants = variantsOf(schema)
  const objects = objectsAmong(variants, definitions)
  const parts = [`### ${name}`, schema.description ? `${schema.description.replace(/\.$/, '')}.` : '']
  const examples = (schema.examples ?? []).map(json).join(', ')
  if (examples) parts.push(`Examples: ${examples}`)
  if (schema.properties) parts.push(fieldTable(fieldsOf(schema)))
  else if (!objects.length) parts.push(`Type: ${typeOf(schema)}`)
  else {
    const others = variants.filter((variant) => !objectsAmong([variant], definitions).length)
    if (others.length) parts.push(`Type: ${others.map(typeOf).join(' or ')}, or an object with these fields:`)
    parts.push(variantTables(objects))
  }
  return parts.filter(Boolean).join('\n\n')
}

/** One table for the playbook itself, then a section for each part, in the order of the schema. */
export function playbookReference(schema: JsonSchema): string {
  const definitions = schema.$defs ?? {}
  const described = describedInUnions(definitions)
  const keys = Object.entries(schema.properties?.texts?.properties ?? {})
  const { texts, ...others } = schema.properties ?? {}
  const { properties: _, ...plainTexts } = texts ?? {}
  const top = fieldsOf({ ...schema, properties: { ...others, ...(texts && { texts: plainTexts }) } })
  return [
    '### Playbook',
    fieldTable(top),
    ...Object.entries(definitions)
      .filter(([name]) => !described.has(name))
      .map(([name, part]) => section(name, part, definitions)),
    ...(keys.length
      ? [
          '### Keys of `texts`',
          table(
            ['Key', 'What it is for', 'English'],
            keys.map(([key, { description = '', default: english }]) => [code(key), description, String(english)]),
          ),
        ]
      : []),
  ].join('\n\n')
}
