/**
 * What a built browser file was made from, by its source map. The build names and groups its chunks as it sees fit, so a test
 * asks for a module, such as `ui/lessons/Video.tsx`, and not for a file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BUILT } from '../../size/built'

const IN_SRC = /(?:^|\/)src\/(.+)$/

/** The modules in a built file, as paths below `src/`. None for a file that is not built, or that has no map. */
function modulesIn(file: string): string[] {
  const map = `${basename(file)}.map`
  if (!readdirSync(BUILT).includes(map)) return []
  const { sources } = JSON.parse(readFileSync(join(BUILT, map), 'utf8')) as { sources: string[] }
  return sources.flatMap((source) => IN_SRC.exec(source)?.[1] ?? [])
}

/** The modules in all files of the build that a page has fetched. @param paths of the page's requests */
export const fetchedModules = (paths: readonly string[]): Set<string> =>
  new Set(paths.filter((path) => path.startsWith('/gainloop/')).flatMap(modulesIn))

/** The chunk of the module build with that module. @throws Error where there is none, or the module is in several */
export function chunkWith(module: string): string {
  const chunks = readdirSync(BUILT).filter(
    (file) => /^gainloop-[^.]+\.js$/.test(file) && modulesIn(file).includes(module),
  )
  const [chunk] = chunks
  if (!chunk || chunks.length > 1)
    throw new Error(`expected one chunk with ${module}, found ${chunks.join(', ') || 'none'}`)
  return chunk
}
