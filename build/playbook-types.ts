/**
 * The public types of a playbook as declarations, made from its JSON Schema: plain interfaces with the description,
 * default and example of every field, so that an editor shows them. Types inferred by zod would lose them.
 */
import { type JsonSchema, playbookJsonSchema } from '../src/check/json-schema'

const typeOf = (schema: JsonSchema): string => {
  if (schema.$ref) return schema.$ref.replace('#/$defs/', '')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.map((option) => typeOf(option)).join(' | ')
  switch (schema.type) {
    case 'array':
      return `(${typeOf(schema.items as JsonSchema)})[]`
    case 'object':
      return schema.additionalProperties
        ? `Record<string, ${typeOf(schema.additionalProperties as JsonSchema)}>`
        : fieldsOf(schema)
    case 'integer':
      return 'number'
    default:
      return typeof schema.type === 'string' ? schema.type : 'unknown'
  }
}

const fieldsOf = ({ properties = {}, required }: JsonSchema): string => {
  const needed = Array.isArray(required) ? required : []
  const lines = Object.entries(properties).map(([name, field]) => {
    const optional = !needed.includes(name)
    return `${comment(field)}  ${name}${optional ? '?' : ''}: ${typeOf(field)}${optional ? ' | undefined' : ''}\n`
  })
  return `{\n${lines.join('')}}`
}

const comment = ({ description = '', examples, ...field }: JsonSchema): string => {
  const [example] = Array.isArray(examples) ? examples : []
  return [
    '  /**',
    `   * ${description}`,
    ...('default' in field ? [`   * @default ${JSON.stringify(field.default)}`] : []),
    ...(example === undefined ? [] : [`   * @example ${JSON.stringify(example)}`]),
    '   */\n',
  ].join('\n')
}

/** The text of a declaration file with `Playbook` and every named part of it. */
export const playbookTypes = (): string => {
  const { $defs, ...root } = playbookJsonSchema()
  return Object.entries({ Playbook: root as JsonSchema, ...$defs })
    .map(([name, schema]) => `/** ${schema.description ?? name} */\nexport type ${name} = ${typeOf(schema)}\n`)
    .join('\n')
}
