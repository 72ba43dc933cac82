/** Loads the loop, and tries again while something can't be fetched: no call is lost to a tunnel, or to a network that changed. */
import type { GainloopOptions, Identity } from './api'
import type { Emitter } from './emitter'
import type { Front, Loop, LoopStart } from './loop/loop'
import type { Parts } from './parts'

/** Between the first two attempts, in ms. It doubles each time, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 600_000

type Fetch = Front['fetch']

type State =
  | { is: 'idle' }
  /** `settled` resolves with `loop`, or to undefined once `missing` is called. */
  | { is: 'loading'; loop: Promise<Loop | undefined>; settled: Promise<Loop | undefined>; missing(): void }
  | { is: 'ready'; loop: Promise<Loop | undefined>; settled: Promise<Loop | undefined> }

export interface Loader {
  /** The user named last. */
  user: Identity | undefined
  /** The version of the playbook that was validated in this browser last. */
  validated: string | undefined
  /** Starts loading, unless that has begun. */
  load(): void
  /** Resolves to the loop once it is there, or to undefined when it will never be. Undefined before `load`. */
  loop(): Promise<Loop | undefined> | undefined
  /** The same, but resolves to undefined as soon as the loop is known to be missing for now. */
  settled(): Promise<Loop | undefined>
  /** Why there is no loop. */
  problem(): string
  destroy(): void
}

interface LoaderOptions {
  options: GainloopOptions
  name: string
  emit: Emitter['emit']
  parts: Parts
}

export function createLoader({ options, name, emit, parts }: LoaderOptions): Loader {
  const life = new AbortController()
  const { signal } = life
  const reported = new Set<string>()
  let state: State = { is: 'idle' }
  let problem = 'no playbook'

  const alreadyReported = (message: string): boolean => {
    const before = reported.has(message)
    reported.add(message)
    return before
  }
  /** From now on nobody waits for the loop. */
  const fail = (message: string): void => {
    problem = message
    if (state.is === 'loading') state.missing()
  }

  const attempt = async (user: Identity | undefined, fetch: Fetch): Promise<LoopStart> => {
    const { validated } = loader
    const onFailure = fail
    try {
      const { startLoop } = await parts.loop()
      return await startLoop({
        ...{ options, name, emit, parts, user, validated, fetch, signal, onFailure, alreadyReported },
      })
    } catch (cause) {
      // The browser's own words name the file.
      const message = `${cause as Error}`
      if (!signal.aborted && !alreadyReported(message)) {
        console.warn(`[gainloop] ${message}`)
        emit('error', { code: 'load', message, cause })
      }
      return { is: 'unavailable', problem: message }
    }
  }

  const persist = async (user: Identity | undefined): Promise<Loop | undefined> => {
    const fetch = startRequest(options, parts, signal)
    // A browser that knows no version of the playbook has to validate this one.
    if (loader.validated === undefined) parts.validate().catch(() => {})
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const start = await attempt(user, fetch)
      if (start.is === 'ready') return start.loop
      fail(start.problem)
      if (start.is === 'unusable' || signal.aborted) return undefined
      await pause(wait, signal)
    }
    return undefined
  }

  const loader: Loader = {
    user: options.user,
    validated: undefined,
    load() {
      if (state.is !== 'idle' || signal.aborted) return
      let missing = (): void => {}
      const known = new Promise<undefined>((resolve) => {
        missing = () => resolve(undefined)
      })
      const loop = persist(loader.user)
      state = { is: 'loading', loop, settled: Promise.race([loop, known]), missing }
      void loop.then((made) => {
        if (made) state = { is: 'ready', loop, settled: loop }
      })
    },
    loop: () => (state.is === 'idle' ? undefined : state.loop),
    settled: async () => (state.is === 'idle' ? undefined : state.settled),
    problem: () => problem,
    destroy() {
      life.abort()
      if (state.is !== 'idle') void state.loop.then((loop) => loop?.destroy())
    },
  }
  return loader
}

/**
 * Starts the playbook's request together with the files of the loop and of ky, so that the three need one round trip and
 * not three. ky's first attempt takes the response over.
 */
function startRequest({ playbook, fetch }: GainloopOptions, parts: Parts, signal: AbortSignal): Fetch {
  const request: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init))
  if (typeof playbook !== 'string' || playbook === '' || playbook.startsWith('#')) return request
  parts.requests().catch(() => {})
  let early: Promise<Response> | undefined = request(playbook, { signal })
  // ky sees the failure.
  early.catch(() => {})
  return (url, init) => {
    const response = early ?? request(url, init)
    early = undefined
    return response
  }
}

/** Resolves after `ms`, or when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
