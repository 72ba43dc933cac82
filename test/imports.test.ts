/** The rules are in `.dependency-cruiser.js`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { describe, expect, it, onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, '.cache')

/** What the rules find, each as `rule: from → to`. */
async function violationsIn(baseDir: string): Promise<string[]> {
  const options: ICruiseOptions = await extractOptions(join(ROOT, '.dependency-cruiser.js'))
  const tsConfig = extractTsConfig(join(ROOT, 'tsconfig.json'))
  const { output } = await cruise(['src'], { ...options, baseDir }, undefined, { tsConfig })
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

/** A tree of source files, by path; below the repository, so that packages resolve. */
function treeOf(files: Record<string, string>): string {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'imports-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), code)
  }
  return folder
}

describe('src/', () => {
  it('imports only what the rules allow, and has no circle', async () => {
    expect(await violationsIn(ROOT)).toEqual([])
  })
})

describe('The rules find', () => {
  const value = 'export const value = 1\nexport interface Shape { value: number }\n'
  const cases: [what: string, files: Record<string, string>, rule: string][] = [
    [
      'a stage that looks ahead',
      { 'src/moment/a.ts': "import { value } from '../rating/b'\nexport const a = value", 'src/rating/b.ts': value },
      'moment-imports: src/moment/a.ts → src/rating/b.ts',
    ],
    [
      'a type of a room that is closed',
      { 'src/playbook/a.ts': "import type { Shape } from '../ask/b'\nexport type A = Shape", 'src/ask/b.ts': value },
      'playbook-imports: src/playbook/a.ts → src/ask/b.ts',
    ],
    [
      'code of a room that is open for types',
      { 'src/debug/a.ts': "import { value } from '../loop/b'\nexport const a = value", 'src/loop/b.ts': value },
      'debug-imports-types-only: src/debug/a.ts → src/loop/b.ts',
    ],
    [
      'a circle of types',
      {
        'src/ask/a.ts': "import type { B } from './b'\nexport interface A { b?: B }",
        'src/ask/b.ts': "import type { A } from './a'\nexport interface B { a?: A }",
      },
      'no-circles: src/ask/a.ts → src/ask/b.ts',
    ],
    [
      'a server’s room within reach of the browser',
      {
        'src/index.ts': "export { start } from './gainloop'",
        'src/gainloop.ts': "export const start = () => import('./check/b')",
        'src/check/b.ts': value,
      },
      'not-in-a-browser: src/index.ts → src/check/b.ts',
    ],
    [
      'Preact outside of the interface',
      { 'src/loop/a.ts': "import { h } from 'preact'\nexport const a = h" },
      'preact-belongs-to: src/loop/a.ts → ',
    ],
    [
      'Node in the browser',
      { 'src/ask/a.ts': "import { join } from 'node:path'\nexport const a = join" },
      'node-on-servers: src/ask/a.ts → path',
    ],
    [
      'a room that is not listed',
      { 'src/other/a.ts': value, 'src/loop/b.ts': "export * from '../other/a'" },
      'loop-imports: src/loop/b.ts → src/other/a.ts',
    ],
  ]

  it.each(cases)('%s', async (_, files, rule) => {
    const found = await violationsIn(treeOf(files))
    expect(found).toContainEqual(expect.stringContaining(rule))
  })
})
