/** The sizes that have a limit, in bytes. */
import { brotliBytesOf, BUILT, bytesOf, entryFiles, journeyFiles, languageFiles, manifest } from './built'

const KIB = 1024

export interface Size {
  what: string
  /** Gzipped. */
  bytes: number
  brotli: number
  limit: number
  files: string[]
}

/**
 * Preact, zod and ky are 18 KiB of it. Planned were 50 for the journey and 54 for the one file. What the plan did not count:
 * compiling the playbook once, a storage whose writes don't grow with the outbox, steps as components, a delivery that parts a
 * batch until what the endpoint can't take stands alone, the words of a lesson whose file is gone, answers that outlive their
 * page, and a book for each page's own user.
 */
export const JOURNEY_LIMIT = 78 * KIB
const ONE_FILE_LIMIT = 76 * KIB

export function sizes(built = BUILT): Size[] {
  const chunks = manifest(built)
  const rows = [
    { what: 'entry on every page', limit: 2.6 * KIB, files: entryFiles(chunks) },
    { what: 'whole journey', limit: JOURNEY_LIMIT, files: journeyFiles(chunks) },
    { what: 'gainloop.all.js', limit: ONE_FILE_LIMIT, files: ['gainloop.all.js'] },
    ...Object.entries(languageFiles(chunks)).map(([tag, file]) => ({ what: tag, limit: 2 * KIB, files: [file] })),
  ]
  return rows.map((row) => ({ ...row, bytes: bytesOf(row.files, built), brotli: brotliBytesOf(row.files, built) }))
}
