/** Whether what was built is newer than all it was built from. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** When that file, or anything in that folder, last changed; folders count too, for a file taken away changes them alone. */
function changedAt(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** @param built the file that the build writes last: a build that failed half-way leaves it as it was */
export function isFresh(built: string, sources: readonly string[]): boolean {
  try {
    return statSync(built).mtimeMs > Math.max(...sources.map(changedAt))
  } catch {
    return false
  }
}
