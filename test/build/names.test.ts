import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { nameCache, SHORTENED } from '../../build/names'
import { eventsJsonSchema } from '../../src/delivery/json-schema'
import { playbookJsonSchema } from '../../src/check/json-schema'

const src = resolve(import.meta.dirname, '../../src')
const NOT_BROWSER = /^(cli|receiver|report)/

/** Strings of the browser's code that are values, or names in quotes; those of types are gone by then. */
function stringsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) || ts.isImportDeclaration(node)) return
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const files = (readdirSync(src, { recursive: true }) as string[]).filter(
  (name) => /\.tsx?$/.test(name) && !NOT_BROWSER.test(name),
)

it('shortens nothing that is written as a string', () => {
  const strings = new Set(files.flatMap(stringsOf))
  expect(SHORTENED.filter((name) => strings.has(name))).toEqual([])
})

it('shortens nothing that a playbook or an event may hold', () => {
  const schemas = JSON.stringify([playbookJsonSchema(), eventsJsonSchema()])
  expect(SHORTENED.filter((name) => schemas.includes(`"${name}"`))).toEqual([])
})

it('gives each a name of its own', () => {
  const short = Object.values(nameCache.props.props)
  expect(new Set(short).size).toBe(SHORTENED.length)
})
