/**
 * Makes the table of `shape.ts` from the zod schema. A type is written as
 * `Name` · `=a|b` one of · `^…$ words` pattern and what it stands for · `#least,most` number · `%least,most` integer ·
 * `$least,most` length of a string · `!` boolean · `T*` list · `T+` list of at least one · `{K}T` object from K to T ·
 * `A/B` B when it is an object, else A. A named type is one of these, or the fields of an object (`?`: may be left out),
 * or a list of such, told apart by their keys. `Lesson tips` holds the fields a lesson of that kind has beside the common ones.
 */
import * as z from 'zod/mini'
import { parts, playbookSchema } from './schema'
import type { Fields, Shape } from './walk'

interface Node {
  $ref?: string
  $defs?: Record<string, Node>
  type?: string
  description?: string
  properties?: Record<string, Node>
  required?: string[]
  additionalProperties?: Node | false
  propertyNames?: Node
  items?: Node
  anyOf?: Node[]
  oneOf?: Node[]
  const?: string | number
  enum?: string[]
  pattern?: string
  minItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
}

/** These have checks of their own. */
const BY_HAND = ['Text', 'PluralText', 'Url', 'Condition', 'Operators']

const range = (sign: string, least: number | string = '', most: number | string = ''): string =>
  least === '' && most === '' ? sign : `${sign}${least},${most}`

const numeric = ({ type, minimum, exclusiveMinimum, maximum }: Node): string => {
  const within = (limit?: number) => (Math.abs(limit ?? 0) >= Number.MAX_SAFE_INTEGER ? undefined : limit)
  const least = exclusiveMinimum === undefined ? within(minimum) : `>${exclusiveMinimum}`
  return range(type === 'integer' ? '%' : '#', least, within(maximum))
}

const inline = (node: Node): string => {
  if (node.$ref) return node.$ref.split('/').at(-1) as string
  if (node.const !== undefined)
    return typeof node.const === 'number' ? range('%', node.const, node.const) : `=${node.const}`
  if (node.enum) return `=${node.enum.join('|')}`
  if (node.pattern) return `${node.pattern} ${node.description}`
  switch (node.type) {
    case 'array':
      return inline(node.items ?? {}) + (node.minItems ? '+' : '*')
    case 'object':
      return `{${inline(node.propertyNames ?? {})}}${inline(node.additionalProperties || {})}`
    case 'string':
      return range('$', node.minLength, node.maxLength)
    case 'boolean':
      return '!'
    case 'number':
    case 'integer':
      return numeric(node)
    default:
      throw new Error(`No shape for ${JSON.stringify(node)}: give it a name in schema.ts, or teach make-shape.ts`)
  }
}

/** The whole table, from type to shape. */
export const makeShape = (): Record<string, Shape> => {
  const table: Record<string, Shape> = {}
  const root = z.toJSONSchema(playbookSchema, { io: 'input', metadata: parts }) as Node

  const fields = (name: string, { properties = {}, required = [] }: Node): Fields =>
    Object.fromEntries(
      Object.entries(properties).map(([key, node]) => {
        if (node.properties) table[`${name} ${key}`] = fields(`${name} ${key}`, node)
        return [required.includes(key) ? key : `${key}?`, node.properties ? `${name} ${key}` : inline(node)]
      }),
    )

  const add = (name: string, node: Node): void => {
    const options = node.anyOf ?? node.oneOf
    const kinds = options?.map(({ properties }) => properties?.kind?.const)
    if (options && kinds?.every((kind) => kind !== undefined)) {
      const all = options.map((option) => fields(name, option))
      const [first = {}] = all
      const common = Object.keys(first).filter((key) => all.every((one) => one[key] === first[key]))
      const pick = (from: Fields, fits: (key: string) => boolean): Fields =>
        Object.fromEntries(Object.entries(from).filter(([key]) => fits(key)))
      table[name] = { kind: `=${kinds.join('|')}`, ...pick(first, (key) => common.includes(key)) }
      for (const [index, kind] of kinds.entries())
        table[`${name} ${kind}`] = pick(all[index] ?? {}, (key) => key !== 'kind' && !common.includes(key))
    } else if (options?.every(({ properties }) => properties)) {
      table[name] = options.map((option) => fields(name, option))
    } else if (options) {
      const [plain = {}, object = {}] = options
      table[`${name} object`] = fields(name, object)
      table[name] = `${inline(plain)}/${name} object`
    } else table[name] = node.properties ? fields(name, node) : inline(node)
  }

  for (const [name, node] of Object.entries(root.$defs ?? {})) if (!BY_HAND.includes(name)) add(name, node)
  add('Playbook', root)
  return table
}

/** The text of `shape.ts`. */
export const shapeSource = (): string =>
  `/** The shape of a playbook. Made from \`schema.ts\` by \`npm run shape\`, in the notation of \`make-shape.ts\`; don't edit it. */
import type { Shape } from './walk'

// prettier-ignore: made, not written
export const shape: Record<string, Shape> = ${JSON.stringify(makeShape(), null, 1)}
`
