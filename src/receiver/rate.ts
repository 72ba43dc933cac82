import type { Rate } from './limits'

/** Buckets kept at most; past it, the ones that have filled up again are forgotten, which changes nothing for their owners. */
const KEPT = 10_000

/**
 * A token bucket per key, in this process's memory.
 * Returns the seconds after which the key may come again, or 0 when it may now.
 */
export function rateLimiter(rate: Rate | false, now: () => number): (key: string) => number {
  if (!rate) return () => 0
  const { burst, perSecond } = rate
  const buckets = new Map<string, { left: number; at: number }>()
  const filled = (bucket: { left: number; at: number }, time: number) =>
    // A clock set back must not empty anybody's bucket.
    Math.min(burst, bucket.left + (Math.max(0, time - bucket.at) / 1000) * perSecond)

  return (key) => {
    const time = now()
    if (buckets.size >= KEPT) {
      for (const [each, bucket] of buckets) if (filled(bucket, time) >= burst) buckets.delete(each)
      // Still full: somebody makes up keys. Forgetting everyone is kinder than running out of memory.
      if (buckets.size >= KEPT) buckets.clear()
    }
    const left = filled(buckets.get(key) ?? { left: burst, at: time }, time)
    const granted = left >= 1
    buckets.set(key, { left: granted ? left - 1 : left, at: time })
    return granted ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }
}
