import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { eventsJsonSchema } from '../../src/delivery/json-schema'
import { COLORS } from '../../src/playbook/contrast'
import { descriptions } from '../../src/playbook/descriptions'
import { playbookJsonSchema } from '../../src/playbook/json-schema'
import { POINTS } from '../../src/playbook/rules'
import type { ScaleKind } from '../../src/playbook/schema'
import { pointsOf } from '../../src/rating/scale'
import { made } from './generate'

const src = (file: string): string => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')

describe('What is made from other sources', () => {
  test.each(Object.entries(made))('%s is up to date; if not: npm run shape', (name, source) => {
    expect(src(`playbook/${name}`)).toBe(source)
  })

  test.each(Object.keys(POINTS) as ScaleKind[])('the points of %s are those of the scale', (kind) => {
    expect([...POINTS[kind]].sort()).toEqual(pointsOf(kind).map(String).sort())
  })

  test('the colours a theme is measured against are the card’s own', () => {
    const css = src('ui/styles/theme.css')
    for (const [shade, colors] of Object.entries(COLORS))
      for (const [name, color] of Object.entries(colors)) expect(css).toContain(`--gl-${shade}-${name}, ${color}`)
  })
})

type Json = Record<string, unknown>

describe('The playbook’s JSON Schema', () => {
  const schema = playbookJsonSchema() as { $defs: Record<string, Json>; properties: Record<string, Json> } & Json

  test('is 2020-12, and says of each part and each field what it is', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    const bare: string[] = []
    const look = (name: string, node: Json): void => {
      for (const [field, part] of Object.entries((node.properties ?? {}) as Record<string, Json>)) {
        if (typeof part.description !== 'string' && part.const === undefined) bare.push(`${name}.${field}`)
        if (name !== 'Playbook' || field !== 'texts') look(`${name}.${field}`, part)
      }
      for (const option of [node.anyOf, node.oneOf].flat()) if (option) look(name, option as Json)
    }
    for (const [name, part] of Object.entries(schema.$defs)) {
      if (typeof part.description !== 'string') bare.push(name)
      look(name, part)
    }
    look('Playbook', schema)
    expect(bare).toEqual([])
  })

  test('uses every description there is', () => {
    const text = JSON.stringify(schema)
    expect(
      Object.entries(descriptions).filter(([, said]) => !text.includes(JSON.stringify(said).slice(1, -1))),
    ).toEqual([])
  })

  test('lists the interface’s texts', () => {
    expect(Object.keys(schema.properties.texts?.properties as Json)).toContain('later')
  })

  test('has no reference that leads nowhere', () => {
    const refs = new Set(Array.from(JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g), ([, name]) => name))
    expect([...refs].filter((name) => !schema.$defs[name as string])).toEqual([])
  })
})

test('The events’ JSON Schema describes a batch of every type', () => {
  const schema = eventsJsonSchema() as { items: { oneOf: unknown[] }; $defs: Record<string, { properties: Json }> }
  expect(Object.keys(schema.$defs)).toContain('gainloop.rating.given')
  expect(schema.items.oneOf).toHaveLength(Object.keys(schema.$defs).length)
  expect(schema.$defs['gainloop.ask.shown']?.properties.type).toMatchObject({ const: 'gainloop.ask.shown' })
})
