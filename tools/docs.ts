/**
 * `npm run docs`: writes the generated parts of the documents, from what the package publishes: the JSON Schemas and the
 * declarations that `exports` of package.json names. Build first. With `--check` it writes nothing, and exits 1 when a
 * page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type ts from 'typescript'
import { apiReference, type Entry, readDeclarations, unionMembers } from './docs/api-reference'
import { eventsReference } from './docs/events-reference'
import { replaceGenerated } from './docs/markdown'
import { playbookReference } from './docs/playbook-reference'
import { stylingReference } from './docs/styling-reference'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface Manifest {
  name: string
  exports: Record<string, string | { types?: string }>
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Manifest

/** What users can import, in the order of package.json. */
const entries = (): Entry[] =>
  Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.types
      ? [{ name: path.replace('.', manifest.name), file: join(ROOT, target.types) }]
      : [],
  )

let program: ts.Program | undefined
const declarations = (): ts.Program => (program ??= readDeclarations(entries()))

/** The members of a union that `gainloop` exports. */
export const unionOf = (name: string): string[] => {
  const [entry] = entries()
  return entry ? unionMembers(declarations(), entry, name) : []
}

const schema = (path: string) => JSON.parse(read(String(manifest.exports[path])))

const references: Record<string, () => string> = {
  'docs/playbook.md': () => playbookReference(schema('./playbook.schema.json')),
  'docs/events.md': () => eventsReference(schema('./events.schema.json')),
  'docs/api.md': () => apiReference(declarations(), entries()),
  'docs/styling.md': stylingReference,
}

/** The pages that hold a generated part. */
export const GENERATED_PAGES: readonly string[] = Object.keys(references)

/** A page as it is committed, and as it should be. */
export function generate(file: string): { committed: string; expected: string } {
  const committed = read(file)
  return { committed, expected: replaceGenerated(committed, 'reference', references[file]?.() ?? '') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check')
  for (const file of GENERATED_PAGES) {
    const { committed, expected } = generate(file)
    if (committed === expected) continue
    console.log(check ? `${file} is stale; run "npm run docs"` : `${file} written`)
    if (check) process.exitCode = 1
    else writeFileSync(join(ROOT, file), expected)
  }
}
