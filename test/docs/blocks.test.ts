import { expect, it } from 'vitest'
import { allBlocks, type Block, importsOf, installedFor, read } from './documents'

const LANGUAGES = ['sh', 'js', 'ts', 'tsx', 'json', 'html', 'css', 'vue', 'svelte', 'sql', 'text']

/** What the reader of a recipe has, since the recipe is for it. */
const FRAMEWORK: Record<string, string[]> = {
  React: ['react'],
  'Next.js': ['react', 'next'],
  'Vue 3': ['vue'],
  'Svelte 5': ['svelte'],
}

/** The database drivers are optional: whoever imports a store needs its driver. */
const DRIVER: Record<string, string> = {
  'gainloop/receiver/sqlite': '@libsql/client',
  'gainloop/receiver/postgres': 'pg',
}

const packageOf = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

/** `@libsql/client` of `@libsql/client@0.15`. */
const withoutVersion = (name: string): string => name.replace(/(?<=.)@.*/, '')

/** What a block needs and the reader was not told to install. */
function missing(block: Block): string[] {
  const { page, section, text } = block
  const there = ['gainloop', ...installedFor(block).map(withoutVersion), ...(FRAMEWORK[section] ?? [])]
  const needed = importsOf(text)
    .filter((from) => !from.startsWith('node:') && !from.startsWith('.'))
    .flatMap((from) => [packageOf(from), DRIVER[from] ?? []].flat())
  return needed.filter((name) => !there.includes(name)).map((name) => `${page}, ${section}: ${name}`)
}

it('Every block names a language that a test knows', () => {
  const unknown = allBlocks().filter(({ language }) => !LANGUAGES.includes(language))
  expect(unknown.map(({ page, section, language }) => `${page}, ${section}: "${language}"`)).toEqual([])
})

it('A block imports only what its page told the reader to install', () => {
  expect(allBlocks().flatMap(missing)).toEqual([])
})

it('Every page shows the same stub', () => {
  const stub = "typeof gainloop=='function'||(window.gainloop=function(){(gainloop.q=gainloop.q||[]).push(arguments)})"
  const lines = ['README.md', 'docs/getting-started.md', 'docs/security-headers.md'].flatMap((page) =>
    read(page)
      .split('\n')
      .filter((line) => line.includes('gainloop.q')),
  )
  expect(lines.length).toBeGreaterThanOrEqual(4)
  expect(lines.filter((line) => !line.includes(stub))).toEqual([])
})

it('JSON blocks are JSON', () => {
  const json = allBlocks().filter(({ language }) => language === 'json')
  expect(json.length).toBeGreaterThan(3)
  for (const { text } of json) expect(() => JSON.parse(text)).not.toThrow()
})
