/** An event's name in the database: 16 bytes for a source and an id of any length. */
import { hash } from 'node:crypto'

/**
 * The first 128 bits of SHA-256 over source and id, written as a UUID. Two of a million million events share theirs with a
 * probability of 10⁻¹⁵. Neither part can hold the NUL between them: the receiver refuses such text.
 */
export function keyOf({ source, id }: { source: string; id: string }): string {
  const hex = hash('sha256', `${source}\0${id}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
