/** What the page's entry needs to know before it loads anything else. */
import { databaseCell } from './database'
import type { Wake } from './host'

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database.
 * @param name as `storageName` gives it
 */
export async function readWake(name: string): Promise<Wake | undefined> {
  let wake: Wake | undefined
  try {
    await databaseCell(
      name,
      false,
    )((stored) => {
      wake = stored.wake
      if (wake && stored.outbox.some((record) => !record.aside)) wake.at = 0
      return undefined
    })
  } catch {
    // Nothing is known.
  }
  return wake
}
