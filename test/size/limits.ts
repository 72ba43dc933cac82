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
 * batch until what the endpoint can't take stands alone, the words of a lesson whose file is gone, answers that outlive a
 * wiped or hanging storage, and modals, typing and hidden places of every kind. Then ways out that answer and can be undone,
 * times for "too early", plans in the user's own words, and what a screen reader hears at each step.
 * Then the card as it is drawn now: motion between steps, colours derived from any accent, a success, a wide view.
 * Then the plan that comes back as the action is begun, of which only the one file holds what draws it; and periods with figures
 * and goals of their own, and gains by metric; and what shows in forced colours.
 */
export const JOURNEY_LIMIT = 94 * KIB
const ONE_FILE_LIMIT = 94 * KIB

/** Planned were 2.5. It now gives up a storage that never answers, and is one file, so that it can say when another one is gone; and it knows of plans. */
const ENTRY_LIMIT = 2.7 * KIB

/**
 * Planned were 2, for a hundred messages in Latin letters. There are half as many again, and a Greek or Cyrillic letter takes two
 * bytes. The ids are in the file: one of another version, from some cache, shows the right words all the same.
 */
const LANGUAGE_LIMIT = 3.25 * KIB

export function sizes(built = BUILT): Size[] {
  const chunks = manifest(built)
  const rows = [
    { what: 'entry on every page', limit: ENTRY_LIMIT, files: entryFiles(chunks) },
    { what: 'whole journey', limit: JOURNEY_LIMIT, files: journeyFiles(chunks) },
    { what: 'gainloop.all.js', limit: ONE_FILE_LIMIT, files: ['gainloop.all.js'] },
    ...Object.entries(languageFiles(chunks)).map(([tag, file]) => ({
      what: tag,
      limit: LANGUAGE_LIMIT,
      files: [file],
    })),
  ]
  return rows.map((row) => ({ ...row, bytes: bytesOf(row.files, built), brotli: brotliBytesOf(row.files, built) }))
}
