/** `npm run size`: the bytes of the built files against the limits of the README, gzip at level 9. Ends with 1 over a limit. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipped } from '../build/gzip.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
export const BUILT = join(root, 'dist/embed')
const KIB = 1024

export interface Size {
  what: string
  bytes: number
  limit: number
  files: string[]
}

/** Gzipped bytes of built files, each compressed by itself, as servers do. */
export const bytesOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipped(readFileSync(join(BUILT, file))), 0)

/** Files that a chunk imports: at once, or when needed. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(BUILT, file), 'utf8')
  return Array.from(code.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g), ([, name]) => name ?? '')
}

/** Files that come with a chunk. */
const staticImportsOf = (file: string): string[] =>
  Array.from(readFileSync(join(BUILT, file), 'utf8').matchAll(/from"\.\/([\w.-]+)"/g), ([, name]) => name ?? '')

const sources = (folder: string): string[] =>
  readdirSync(join(root, 'src/ui', folder)).map((file) => file.replace(/\.\w+$/, ''))

/**
 * Fetched only by some: scales other than `outcome`, figures and reviews with their strings (`rare`), the gain of who was here
 * before, a phone's keyboard, calls like `explain()`, and the state of other devices (`data-sync`).
 */
const NOT_IN_A_JOURNEY = ['rare', 'rare-calls', 'sync', 'shelf', 'gain', 'keyboard']

/** What only the vendor's engineer fetches (sentences and hints, the debug panel), and what a vendor opts in to. */
const BESIDE = ['gainloop.explain.js', 'gainloop.debug.js', 'gainloop.launcher.js']

/** The name of the module that a chunk was made for. */
const nameOf = (file: string): string => /^gainloop-(.+)-[\w-]{6}\.js$/.exec(file)?.[1] ?? ''

/**
 * Every file that a whole journey in English can fetch: the entry and all it leads to. One lesson kind is shown in a
 * journey; the largest is counted.
 */
export function journeyFiles(): string[] {
  const reached = new Set<string>()
  const follow = (file: string): void => {
    if (reached.has(file) || BESIDE.includes(file) || NOT_IN_A_JOURNEY.includes(nameOf(file))) return
    reached.add(file)
    importsOf(file).forEach(follow)
  }
  follow('gainloop.js')
  const kinds = [...reached].filter((file) => sources('lessons').includes(nameOf(file)))
  const [, ...others] = kinds.sort((a, b) => bytesOf([b]) - bytesOf([a]))
  for (const file of others) reached.delete(file)
  return [...reached]
}

export const sizes = (): Size[] =>
  [
    { what: 'entry on every page', limit: 4 * KIB, files: ['gainloop.js', ...staticImportsOf('gainloop.js')] },
    { what: 'whole journey', limit: 30 * KIB, files: journeyFiles() },
    { what: 'gainloop.all.js', limit: 32 * KIB, files: ['gainloop.all.js'] },
  ].map((row) => ({ ...row, bytes: bytesOf(row.files) }))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { what, bytes, limit, files } of sizes()) {
    const verdict = bytes <= limit ? 'ok' : 'OVER'
    console.log(
      `${verdict.padEnd(5)}${what.padEnd(22)}${(bytes / KIB).toFixed(2).padStart(6)} of ${limit / KIB} KiB  (${bytes} bytes, ${files.length} files)`,
    )
    if (bytes > limit) process.exitCode = 1
  }
}
