/** Loads the playbook until it is there: no call is lost to a tunnel, or to a playbook that is published later. */
import type { Host } from '../host/host'
import type { LoadedPlaybook } from './load-playbook'

/** Between the first two attempts, in ms. It doubles each time, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 600_000

interface Options {
  after: Host['after']
  /** Ends the attempts. */
  signal: AbortSignal
  /** Hears each failure. */
  onFailure(message: string): void
  /** Hears each problem once. */
  report(problem: unknown): unknown
}

type Ready = Extract<LoadedPlaybook, { is: 'ready' }>

/** Resolves to undefined when another attempt is of no use, or not wanted any more. */
export async function keepTrying(
  load: () => Promise<LoadedPlaybook>,
  { after, signal, onFailure, report }: Options,
): Promise<Ready | undefined> {
  const reported = new Set<string>()
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const loaded = await load()
    if (signal.aborted) return undefined
    if (loaded.is === 'ready') return loaded
    const { message } = loaded.fault
    onFailure(message)
    if (!reported.has(message)) void report(loaded.fault)
    reported.add(message)
    if (loaded.is === 'unusable') return undefined
    await pause(wait, after, signal)
    if (signal.aborted) return undefined
  }
}

/** Resolves after `ms`, or when the signal is aborted. */
const pause = (ms: number, after: Host['after'], signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = after(ms, done)
    signal.addEventListener('abort', done)
  })
