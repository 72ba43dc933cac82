/** The playbook reference, made from the published JSON Schema. */
import { type Field, fieldsOf, type JsonSchema, json, typeOf, variantsOf } from './json-schema'
import { code, table } from './markdown'

const HEAD = ['Field', 'Type', 'Default', 'Meaning', 'Example']

const row = ({ path, schema, required }: Field): string[] => [
  code(required ? path : `${path}?`),
  typeOf(schema),
  schema.default === undefined ? '' : json(schema.default),
  schema.description ?? '',
  (schema.examples ?? []).slice(0, 2).map(json).join(' or '),
]

const fieldTable = (fields: readonly Field[]): string => table(HEAD, fields.map(row))

const isObject = (schema: JsonSchema): boolean => schema.properties !== undefined

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

function section(name: string, schema: JsonSchema): string {
  const objects = variantsOf(schema).filter(isObject)
  const parts = [`### ${name}`, schema.description ? `${schema.description.replace(/\.$/, '')}.` : '']
  const examples = (schema.examples ?? []).map(json).join(', ')
  if (examples) parts.push(`Examples: ${examples}`)
  if (isObject(schema)) parts.push(fieldTable(fieldsOf(schema)))
  else if (objects.length) parts.push(variantTables(objects))
  else parts.push(`Type: ${typeOf(schema)}`)
  return parts.filter(Boolean).join('\n\n')
}

/** One table for the playbook itself, then a section for each part, in the order of the schema. */
export function playbookReference(schema: JsonSchema): string {
  const keys = Object.keys(schema.properties?.texts?.properties ?? {})
  const top = fieldsOf({
    ...schema,
    properties: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const { properties: _, ...texts } = field
        return [name, name === 'texts' ? texts : field]
      }),
    ),
  })
  return [
    '### Playbook',
    fieldTable(top),
    ...Object.entries(schema.$defs ?? {}).map(([name, part]) => section(name, part)),
    ...(keys.length ? ['### Keys of `texts`', keys.map(code).join(' · ')] : []),
  ].join('\n\n')
}
