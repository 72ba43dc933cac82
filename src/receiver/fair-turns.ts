/** Who is served next when many wait: by fair queueing, so that a sender of full batches delays no sender of a single event. */

interface Waiting {
  /** When its turn would end if everybody were served at once, each a little at a time. The smallest is next. */
  tag: number
  cost: number
  begin(): void
}

/** Resolves when it is the caller's turn, to a function that ends the turn. */
export type TakeTurn = (key: string, cost: number) => Promise<() => void>

/** @param capacity the cost of all turns that may be taken at once; a single one may cost more */
export function fairTurns(capacity: number): TakeTurn {
  const waiting = new Set<Waiting>()
  /** The last tag of each key that waits or has its turn, and how many of its turns there are. */
  const keys = new Map<string, { tag: number; turns: number }>()
  let running = 0
  let virtualTime = 0

  function beginNext(): void {
    while (waiting.size) {
      let next: Waiting | undefined
      for (const each of waiting) if (!next || each.tag < next.tag) next = each
      if (!next || (running > 0 && running + next.cost > capacity)) return
      waiting.delete(next)
      virtualTime = next.tag
      running += next.cost
      next.begin()
    }
  }

  return (key, cost) => {
    const own = keys.get(key) ?? { tag: 0, turns: 0 }
    own.tag = Math.max(virtualTime, own.tag) + cost
    own.turns++
    keys.set(key, own)
    return new Promise((resolve) => {
      const end = () => {
        running -= cost
        if (--own.turns === 0) keys.delete(key)
        beginNext()
      }
      waiting.add({ tag: own.tag, cost, begin: () => resolve(end) })
      beginNext()
    })
  }
}
