/** The demo's clock: the real one plus an offset that the visitor moves, so that "three days later" takes no three days. */
export interface DemoClock {
  /** Milliseconds since 1970, as pages and receiver of this demo have it. */
  now(): number
  /** How far it is ahead of the real clock, in milliseconds. */
  offset(): number
  set(offset: number): void
}

export function createClock(): DemoClock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    offset: () => ahead,
    set(offset) {
      ahead = offset
    },
  }
}

/**
 * The script every page of the demo loads first: shifts `Date` in that page by the offset. A device of this demo only,
 * for trying what happens days later; timers keep real time, so a jump takes effect with the reload that follows it.
 */
export const clockScript = (offset: number): string => `(() => {
  const ahead = ${offset}
  if (!ahead) return
  const Real = Date
  globalThis.Date = class Date extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts)
      else super(Real.now() + ahead)
    }
    static now() {
      return Real.now() + ahead
    }
  }
})()
`
