import type { Rate } from './limits'

/** How many buckets are kept. */
const MAXIMUM_BUCKETS = 10_000

export interface RateLimiter {
  /**
   * Counts a request at its cost. Returns how many seconds the key has to wait; 0 if the request is allowed. The last request that
   * is allowed may cost more than is left. The key then waits until that is made up for, so that no cost is too high for ever.
   */
  take(key: string, cost?: number): number
  /** Adds to the cost of a request that was allowed. */
  charge(key: string, cost: number): void
}

interface Bucket {
  left: number
  at: number
}

/** Limits by a token bucket per key, in this process's memory. */
export function rateLimiter(rate: Rate | false, now: () => number): RateLimiter {
  if (!rate) return { take: () => 0, charge() {} }
  const { burst, perSecond } = rate
  const buckets = new Map<string, Bucket>()
  const filled = (bucket: Bucket, time: number) =>
    // A clock that is set back must not empty a bucket.
    Math.min(burst, bucket.left + (Math.max(0, time - bucket.at) / 1000) * perSecond)

  /**
   * Drops the fuller half, which matters least to its owners: whoever makes up keys, each of them used once, can't make the receiver
   * forget those who have used up theirs.
   */
  function makeRoom(time: number): void {
    const fullest = [...buckets].map(([key, bucket]) => ({ key, left: filled(bucket, time) }))
    fullest.sort((a, b) => b.left - a.left)
    for (const { key } of fullest.slice(0, MAXIMUM_BUCKETS / 2)) buckets.delete(key)
  }

  const bucketOf = (key: string, time: number): Bucket => {
    const bucket = buckets.get(key)
    if (bucket) return { left: filled(bucket, time), at: time }
    if (buckets.size >= MAXIMUM_BUCKETS) makeRoom(time)
    return { left: burst, at: time }
  }

  return {
    take(key, cost = 1) {
      const bucket = bucketOf(key, now())
      const isAllowed = bucket.left >= 1
      if (isAllowed) bucket.left -= cost
      buckets.set(key, bucket)
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
    },
    charge(key, cost) {
      const bucket = bucketOf(key, now())
      bucket.left -= cost
      buckets.set(key, bucket)
    },
  }
}
