import type { Rate } from './limits'

/** How many buckets are kept. Beyond that, buckets that are full again are dropped, which makes no difference to their owners. */
const MAXIMUM_BUCKETS = 10_000

/**
 * Limits requests by a token bucket per key, in this process's memory. The returned function counts a request and returns how
 * many seconds the key has to wait: 0 if the request is allowed.
 */
export function rateLimiter(rate: Rate | false, now: () => number): (key: string) => number {
  if (!rate) return () => 0
  const { burst, perSecond } = rate
  const buckets = new Map<string, { left: number; at: number }>()
  const filled = (bucket: { left: number; at: number }, time: number) =>
    // A clock that is set back must not empty a bucket.
    Math.min(burst, bucket.left + (Math.max(0, time - bucket.at) / 1000) * perSecond)

  return (key) => {
    const time = now()
    if (buckets.size >= MAXIMUM_BUCKETS) {
      for (const [each, bucket] of buckets) if (filled(bucket, time) >= burst) buckets.delete(each)
      // Somebody is making up keys. Forgetting all buckets is better than running out of memory.
      if (buckets.size >= MAXIMUM_BUCKETS) buckets.clear()
    }
    const left = filled(buckets.get(key) ?? { left: burst, at: time }, time)
    const allowed = left >= 1
    buckets.set(key, { left: allowed ? left - 1 : left, at: time })
    return allowed ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }
}
