import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type JsonSchema, playbookJsonSchema } from '../../src/check/json-schema'
import { defaults } from '../../src/playbook/defaults'
import { en } from '../../src/ui/languages/en'
import { mistakesIn } from '../../src/playbook/schema/mistakes'
import { playbookSchema } from '../../src/playbook/schema/playbook'

const schema = playbookJsonSchema()

/** Every field of every part: `Ask.when`. */
const fields: [name: string, JsonSchema][] = []
const collect = (name: string, part: JsonSchema): void => {
  for (const [field, property] of Object.entries(part.properties ?? {})) fields.push([`${name}.${field}`, property])
  for (const option of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) collect(name, option)
}
collect('Playbook', schema)
for (const [name, part] of Object.entries(schema.$defs)) collect(name, part)

describe('The playbook’s JSON Schema', () => {
  test('is 2020-12', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  })

  test('describes every part', () => {
    const bare = Object.entries(schema.$defs).filter(([, { description }]) => !description || description === '.')
    expect(bare).toEqual([])
  })

  test('describes every field, with an example', () => {
    expect(fields.length).toBeGreaterThan(150)
    const bare = fields.filter(([, { description, examples }]) => !description || !Array.isArray(examples))
    expect(bare.map(([name]) => name)).toEqual([])
  })

  test('lists the strings of the interface, each with what it is for, what it may hold, and the English one', () => {
    const texts = schema.properties?.texts?.properties ?? {}
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort())
    expect(texts['steps-done']).toEqual({
      $ref: '#/$defs/Text',
      description: 'How many steps of the lesson are done. May hold {{value}}, {{of}}.',
      markdownDescription: 'How many steps of the lesson are done. May hold {{value}}, {{of}}.',
      default: '{{value|number}} of {{of|number}} done',
    })
    for (const { description } of Object.values(texts)) expect(description).toMatch(/^[A-Z].*\.$/)
  })

  test('repeats the description beside a reference as markdownDescription, which editors show', () => {
    const references = fields.filter(([, property]) => property.$ref)
    expect(references.length).toBeGreaterThan(50)
    for (const [, property] of references) expect(property.markdownDescription).toBe(property.description)
  })

  test('has the defaults of the one module that holds them', () => {
    const at = (name: string) => fields.find(([field]) => field === name)?.[1].default
    expect(at('Limits.cooldown')).toBe(defaults.limits.cooldown)
    expect(at('Ask.when')).toEqual(defaults.ask.when)
    expect(at('Lesson.weight') ?? at('TipsLesson.weight')).toBe(defaults.lesson.weight)
    expect(at('Theme.light')).toEqual(defaults.theme.light)
  })

  test('has a default for every field that may be left out and then means something', () => {
    const leaves = (value: object): string[] =>
      Object.entries(value).flatMap(([key, one]) =>
        typeof one === 'object' && !Array.isArray(one) && !['light', 'dark', 'when'].includes(key)
          ? leaves(one)
          : [key],
      )
    const documented = fields.filter(([, property]) => 'default' in property).map(([name]) => name.split('.')[1])
    expect(leaves(defaults).filter((name) => !documented.includes(name))).toEqual([])
  })

  test('gives only examples and defaults that the schema itself takes', () => {
    for (const part of [playbookSchema()]) {
      for (const [name, { examples }] of fields.filter(([field]) => field.startsWith('Playbook.'))) {
        const field = name.split('.')[1] as keyof typeof part.shape
        for (const example of examples as unknown[]) expect(mistakesIn(part.shape[field], example)).toEqual([])
      }
    }
  })

  test('lists the interface’s texts', () => {
    expect(Object.keys(schema.properties?.texts?.properties ?? {})).toContain('later')
  })

  test('has no reference that leads nowhere', () => {
    const names = Array.from(JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g), ([, name]) => `${name}`)
    expect(names.filter((name) => !schema.$defs[name])).toEqual([])
  })
})

test('The default colours are those of the card’s style sheet', () => {
  const css = readFileSync(new URL('../../src/ui/styles/theme.css', import.meta.url), 'utf8')
  for (const shade of ['light', 'dark'] as const)
    for (const [name, color] of Object.entries(defaults.theme[shade]))
      expect(css).toContain(`--gl-${shade}-${name}, ${color}`)
})
