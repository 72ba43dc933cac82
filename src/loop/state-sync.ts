/** When the endpoint's state is asked for (`data-sync`). `sync.ts`, loaded on demand, says how. */

/** The state is asked for again when the page needs it and the last answer is older than this, in ms. */
const STALE = 60_000

/** How long a due ask waits for the state, in ms. A state that arrives later still withdraws the ask. */
const PATIENCE = 1_000

type State =
  | { is: 'unknown' }
  | { is: 'asked'; at: number; arriving?: Promise<void> | undefined }
  /** The endpoint serves no state. */
  | { is: 'unsupported' }

export interface StateSync {
  /** Asks for the state where that is worth it. Resolves when it is in the book, or after a second. Undefined: nothing is on its way. */
  caughtUp(): Promise<void> | undefined
  /** The state is another user's: the next `caughtUp` asks anew. */
  expire(): void
  destroy(): void
}

export interface StateSyncOptions {
  now(): number
  after(ms: number, run: () => void): () => void
  /** Whether there is an endpoint to ask, and consent. */
  wanted(): boolean
  /** Reads the state and merges it into the book. Resolves to false when the endpoint serves none. */
  read(): Promise<boolean>
  /** The state has arrived. */
  arrived(): void
  report(problem: unknown): void
}

export function createStateSync({ now, after, wanted, read, arrived, report }: StateSyncOptions): StateSync {
  let state: State = { is: 'unknown' }
  let stopWaiting = (): void => {}

  const ask = (): void => {
    const asked: State = { is: 'asked', at: now() }
    state = asked
    const arrival = read().then((supported) => {
      if (!supported && state === asked) state = { is: 'unsupported' }
      arrived()
    }, report)
    const patience = new Promise<void>((resolve) => {
      stopWaiting = after(PATIENCE, resolve)
    })
    asked.arriving = Promise.race([arrival, patience]).then(() => {
      stopWaiting()
      asked.arriving = undefined
    })
  }

  return {
    caughtUp() {
      const fresh = state.is === 'unsupported' || (state.is === 'asked' && Math.abs(now() - state.at) <= STALE)
      if (!fresh && wanted()) ask()
      return state.is === 'asked' ? state.arriving : undefined
    },
    expire() {
      state = { is: 'unknown' }
    },
    destroy() {
      stopWaiting()
    },
  }
}
