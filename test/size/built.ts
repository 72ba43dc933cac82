/** The built browser files, as the bundler's manifest tells of them: which come with the entry, and which are fetched later. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const BUILT = join(import.meta.dirname, '../../dist/embed')

interface Chunk {
  file: string
  /** The module it was made for; none where several share it. */
  src?: string
  isEntry?: boolean
  /** Keys of the chunks that come with it. */
  imports?: string[]
  /** Keys of the chunks that it fetches later. */
  dynamicImports?: string[]
}

type Manifest = Record<string, Chunk>

export const manifest = (built = BUILT): Manifest =>
  JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Manifest

/**
 * What a page fetches in a journey only where its vendor, or its user, wants more than that: the panel and the sentences for
 * engineers, the launcher, the reminders of plans, the state of other devices, the calls for single moments and lessons, and languages other than
 * English.
 */
const OPTIONAL = /^src\/(debug\/|launcher\/|explain|loop\/(commands|sync|remind)|host\/marks|ui\/languages\/(?!en))/
const LESSONS = /^src\/ui\/lessons\//
const LANGUAGE = /^src\/ui\/languages\/(?!en)([\w-]+)\./

/** Everything that comes with these chunks; with what they fetch later too, where `later` says so. */
function reach(chunks: Manifest, keys: readonly string[], later: (chunk: Chunk) => boolean): string[] {
  const reached = new Set<string>()
  const follow = (key: string): void => {
    const chunk = chunks[key]
    if (!chunk || reached.has(key)) return
    reached.add(key)
    chunk.imports?.forEach(follow)
    for (const next of chunk.dynamicImports ?? []) if (chunks[next] && later(chunks[next])) follow(next)
  }
  keys.forEach(follow)
  return [...reached].map((key) => (chunks[key] as Chunk).file)
}

const entryOf = (chunks: Manifest): string[] => Object.keys(chunks).filter((key) => chunks[key]?.isEntry)

/** What every page fetches. */
export const entryFiles = (chunks: Manifest): string[] => reach(chunks, entryOf(chunks), () => false)

/** Everything that a journey fetches at most, on any scale. It shows one lesson: the largest kind counts. */
export function journeyFiles(chunks: Manifest): string[] {
  const files = reach(chunks, entryOf(chunks), ({ src = '' }) => !OPTIONAL.test(src) && !LESSONS.test(src))
  const lessons = Object.values(chunks).flatMap(({ src = '', file }) => (LESSONS.test(src) ? [file] : []))
  const [largest] = lessons.sort((a, b) => bytesOf([b]) - bytesOf([a]))
  return largest ? [...files, largest] : files
}

/** The file of each further language, by its tag. */
export const languageFiles = (chunks: Manifest): Record<string, string> =>
  Object.fromEntries(
    Object.values(chunks).flatMap(({ src = '', file }) => {
      const [, tag] = LANGUAGE.exec(src) ?? []
      return tag ? [[tag, file]] : []
    }),
  )

/** Gzipped bytes of built files at level 9, each compressed by itself, as servers do. */
export const bytesOf = (files: readonly string[], built = BUILT): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file)), { level: 9 }).length, 0)

/** The same by brotli, at its highest quality. */
export const brotliBytesOf = (files: readonly string[], built = BUILT): number =>
  files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(built, file))).length, 0)
