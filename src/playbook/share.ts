/**
 * A stable share in [0, 1) for these names: the same in every browser, now and after an update, so that who is
 * sampled or held out is never re-rolled. FNV-1a, then MurmurHash3's finalizer, which spreads names that differ little.
 */
export const share = (...parts: string[]): number => {
  let hash = 0x811c9dc5
  for (const character of parts.join('\0')) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
