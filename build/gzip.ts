/** How many bytes a file is once a server has packed it. */
import { gzipSync } from 'node:zlib'

/**
 * At level 9, as large as either of the two usual ways makes it: zlib with the most memory, which packs as `gzip` does, and
 * with its usual, as servers do. Neither is always the smaller; 50 bytes of 32 KiB have been seen between them.
 * @param most Infinity is returned as soon as it is known to be more
 */
export function gzipped(code: string | Buffer, most = Infinity): number {
  let largest = 0
  for (const memLevel of [9, 8]) {
    largest = Math.max(largest, gzipSync(code, { level: 9, memLevel }).length)
    if (largest > most) return Infinity
  }
  return largest
}
