import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom: CONTRIBUTING.md, "Find the room". `types` may be imported as types only. */
const rooms: Record<string, { code: string[]; types?: string[]; packages?: string[] }> = {
  playbook: { code: [], types: [], packages: ['zod'] },
  check: { code: ['playbook', 'rating', 'ui'], packages: ['zod'] },
  'playbook-api': { code: ['playbook', 'check', 'lesson', 'ask'] },
  host: { code: [], types: ['delivery'] },
  moment: { code: ['playbook'], packages: ['zod'] },
  rating: { code: ['playbook', 'moment'] },
  lesson: { code: ['playbook', 'moment', 'rating'] },
  ask: { code: ['playbook', 'moment', 'rating', 'lesson'] },
  delivery: { code: ['host', 'playbook', 'moment'], packages: ['zod'] },
  ui: { code: ['playbook', 'rating', 'moment', 'lesson', 'ask'], packages: ['preact'] },
  loop: {
    code: ['host', 'playbook', 'moment', 'rating', 'lesson', 'ask', 'delivery', 'ui', 'explain', 'debug', 'launcher'],
    types: ['gainloop', 'options'],
  },
  explain: { code: ['ask', 'host', 'loop'] },
  debug: {
    code: ['host', 'playbook', 'moment', 'rating', 'lesson', 'ask', 'ui'],
    types: ['delivery', 'loop', 'options'],
  },
  launcher: { code: ['host', 'playbook', 'lesson', 'ui'], types: ['loop'] },
  base: { code: [] },
  options: { code: [], types: ['host', 'playbook'] },
  gainloop: { code: ['host', 'loop'], types: ['delivery', 'options'] },
  embed: { code: ['gainloop'], types: ['options'] },
  'embed-module': { code: ['embed'] },
  'embed-all': { code: ['embed'] },
  index: { code: ['gainloop'], types: ['options', 'delivery', 'host', 'playbook'] },
  react: { code: ['gainloop'], types: ['options'], packages: ['react'] },
  receiver: {
    code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'delivery', 'report'],
    packages: ['hono', 'zod', 'kysely', 'jose', '@libsql/client', 'pg'],
  },
  // The receiver serves the report; the report knows of the receiver what a store is.
  report: { code: ['playbook', 'rating', 'lesson', 'delivery'], types: ['receiver'] },
  cli: {
    code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'delivery', 'receiver', 'report'],
    packages: ['hono', '@hono/node-server', 'zod'],
  },
}

const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const roomOf = (file: string): string => file.replace(/\.tsx?$/, '').split('/')[0] ?? ''

interface Import {
  file: string
  from: string
  typeOnly: boolean
  /** By `import()`. */
  lazy: boolean
}

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  )
  return Array.from(found, ([, type, names = '', from, lazy]) => {
    const each = names
      .replace(/[{}]/g, '')
      .split(',')
      .filter((name) => name.trim())
    const inlineTypes = names.includes('{') && each.length > 0 && each.every((name) => name.trim().startsWith('type '))
    return { file, from: (from ?? lazy) as string, typeOnly: !!type || inlineTypes, lazy: from === undefined }
  })
})

describe('the rooms of src/', () => {
  it('are all listed here', () => {
    expect(files.map(roomOf).filter((room) => !rooms[room])).toEqual([])
  })

  it('import only the rooms they may', () => {
    const wrong = imports.flatMap(({ file, from, typeOnly }) => {
      if (!from.startsWith('.')) return []
      const target = roomOf(relative(src, join(src, dirname(file), from)))
      const rule = rooms[roomOf(file)]
      const allowed =
        target === roomOf(file) || rule?.code.includes(target) || (typeOnly && rule?.types?.includes(target))
      return allowed ? [] : [`${file} imports ${typeOnly ? 'a type of ' : ''}${from}`]
    })
    expect(wrong).toEqual([])
  })

  it('import only the packages they may; preact belongs to ui, and zod to what has schemas', () => {
    const wrong = imports.flatMap(({ file, from, typeOnly }) => {
      if (from.startsWith('.') || typeOnly) return []
      const server = ['receiver', 'report', 'cli'].includes(roomOf(file)) && from.startsWith('node:')
      const allowed = rooms[roomOf(file)]?.packages?.some((name) => from === name || from.startsWith(`${name}/`))
      return server || allowed ? [] : [`${file} imports ${from}`]
    })
    expect(wrong).toEqual([])
  })

  it('keep zod out of every file the browser reaches, but for the validation it fetches on demand', () => {
    const reach = new Set<string>()
    const visit = (file: string): void => {
      if (reach.has(file)) return
      reach.add(file)
      for (const { from, typeOnly, lazy } of imports.filter((one) => one.file === file)) {
        if (typeOnly || !from.startsWith('.') || (lazy && from.endsWith('playbook/validate'))) continue
        const path = join(dirname(file), from)
        const next = files.find((known) => [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].includes(known))
        if (next) visit(next)
      }
    }
    for (const entry of ['index.ts', 'react.tsx', 'embed-module.ts', 'embed-all.ts']) visit(entry)
    expect(reach.size).toBeGreaterThan(20)
    const zod = imports.filter(({ file, from, typeOnly }) => reach.has(file) && !typeOnly && from.startsWith('zod'))
    expect(zod.map(({ file }) => file)).toEqual([])
  })
})

it('The browser tests take their demo from support/demo.ts, which holds every batch to CloudEvents', () => {
  const folder = join(import.meta.dirname, 'browser')
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'support/demo.ts')
    .filter((file) => /import \{[^}]*createDemo\b[^}]*demo\/server'/.test(readFileSync(join(folder, file), 'utf8')))
  expect(others).toEqual([])
})
