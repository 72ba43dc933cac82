/** Where the bytes of built files come from, by their source maps: from which library, or which folder of `src`. */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { BUILT, bytesOf } from './built'

/** `preact` of a library's file, `src/ui` of one of ours; what the bundler adds comes from none. */
function originOf(source: string): string {
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(source)?.[1]
  return library ?? /src\/[^/]+(?=\/)/.exec(source)?.[0] ?? (/src\/[^/]+$/.test(source) ? 'src' : 'bundler')
}

/** Characters of a built file, by their origin. */
function charactersOf(file: string, built: string): Map<string, number> {
  const map = new SourceMap(JSON.parse(readFileSync(join(built, `${file}.map`), 'utf8')))
  const found = new Map<string, number>()
  readFileSync(join(built, file), 'utf8')
    .split('\n')
    .forEach((line, number) => {
      for (let column = 0; column < line.length; column++) {
        const entry = map.findEntry(number, column)
        const origin = 'originalSource' in entry && entry.originalSource ? originOf(entry.originalSource) : 'bundler'
        found.set(origin, (found.get(origin) ?? 0) + 1)
      }
    })
  return found
}

/** Gzipped bytes by origin, the largest first. A file's bytes are shared out by characters: what compresses well counts too much. */
export function origins(files: readonly string[], built = BUILT): [origin: string, bytes: number][] {
  const sum = new Map<string, number>()
  for (const file of files) {
    const characters = charactersOf(file, built)
    const all = [...characters.values()].reduce((a, b) => a + b, 0)
    for (const [origin, count] of characters)
      sum.set(origin, (sum.get(origin) ?? 0) + (bytesOf([file], built) * count) / all)
  }
  return [...sum].sort(([, a], [, b]) => b - a)
}
