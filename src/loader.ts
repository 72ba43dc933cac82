/** Loads the loop, and tries again while its file can't be fetched: no call is lost to a tunnel, or to a network that changed. */
import type { GainloopOptions, Identity } from './api'
import type { Emitter } from './emitter'
import { delay } from './host/delay'
import { fetchAhead } from './host/fetch-ahead'
import type { Loop } from './loop/loop'
import type { Parts } from './parts'

/** Between the first two attempts, in ms. It doubles each time, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 600_000

/** A connection that has stalled is given up, in ms. */
const PATIENCE = 20_000

function inTime<T>(arriving: Promise<T>): Promise<T> {
  let cancel = (): void => {}
  const late = new Promise<never>((_, reject) => {
    cancel = delay(PATIENCE, () => reject(new Error('no file within 20 s')))
  })
  return Promise.race([arriving, late]).finally(cancel)
}

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
  /** A plan stands. */
  onPlans(): void
}

export function createLoader({ options, name, emit, parts, onPlans }: LoaderOptions): Loader {
  const life = new AbortController()
  const { signal } = life
  let loop: Promise<Loop | undefined> | undefined
  let problem = 'no playbook'
  let stopWaiting = (): void => {}
  let onFailure = (message: string): void => void message
  const missing = new Promise<undefined>((resolve) => {
    onFailure = (message) => {
      problem = message
      resolve(undefined)
    }
  })

  const attempt = async (start: () => Promise<Loop | undefined>, wait = FIRST_WAIT): Promise<Loop | undefined> => {
    try {
      return await start()
    } catch (cause) {
      if (signal.aborted) return undefined
      // The browser's own words name the file.
      const message = `${cause as Error}`
      if (message !== problem) {
        console.warn(`[gainloop] ${message}`)
        emit('error', { code: 'load', message, cause })
      }
      onFailure(message)
      await new Promise<void>((resolve) => {
        const cancel = delay(wait, resolve)
        stopWaiting = () => {
          cancel()
          resolve()
        }
      })
      return signal.aborted ? undefined : attempt(start, Math.min(wait * 2, LONGEST_WAIT))
    }
  }

  const loader: Loader = {
    user: options.user,
    validated: undefined,
    load() {
      if (loop || signal.aborted) return
      const { user, validated } = loader
      const { playbook } = options
      const remote = typeof playbook === 'string' && playbook !== '' && !playbook.startsWith('#')
      // One round trip for all of them. What fails here fails again where it is needed, and is reported there.
      if (remote) parts.requests().catch(() => {})
      if (validated === undefined) parts.validate().catch(() => {})
      const fetch = fetchAhead(options.fetch, remote ? playbook : undefined, signal)
      const front = { options, name, emit, user, validated, fetch, signal, onFailure, onPlans }
      loop = attempt(async () => (await inTime(parts.loop())).startLoop(front))
    },
    loop: () => loop,
    settled: async () => Promise.race([loop, missing]),
    problem: () => problem,
    destroy() {
      life.abort()
      stopWaiting()
      void loop?.then((loaded) => loaded?.destroy())
    },
  }
  return loader
}
