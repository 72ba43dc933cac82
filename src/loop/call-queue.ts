/** Carries out calls one after the other, in the order they were made. Without consent they wait. */

type State = { is: 'running' } | { is: 'waiting'; calls: (() => void)[] }

export interface CallQueue {
  /** Carries out `call` after all earlier ones. What it throws is reported, and stops nothing else. */
  add(call: () => Promise<unknown>): void
  /** The same, also while calls wait for consent. */
  addNow(call: () => Promise<unknown>): void
  /** Resolves when the calls so far are done. Calls that wait for consent don't count. */
  idle(): Promise<unknown>
  /** Whether calls wait for consent. */
  waiting(): boolean
  /** From now on calls wait, and those that waited before are dropped. */
  wait(): void
  /** Carries out what waits, and from now on every call. */
  resume(): void
}

export function createCallQueue({
  consent,
  report,
}: {
  consent: boolean
  report: (problem: unknown) => unknown
}): CallQueue {
  let state: State = consent ? { is: 'running' } : { is: 'waiting', calls: [] }
  let last: Promise<unknown> = Promise.resolve()
  const queue: CallQueue = {
    add(call) {
      if (state.is === 'waiting') state.calls.push(() => queue.add(call))
      else queue.addNow(call)
    },
    addNow(call) {
      last = last.then(call).catch(report)
    },
    idle: () => last,
    waiting: () => state.is === 'waiting',
    wait() {
      state = { is: 'waiting', calls: [] }
    },
    resume() {
      const waited = state.is === 'waiting' ? state.calls : []
      state = { is: 'running' }
      for (const call of waited) call()
    },
  }
  return queue
}
