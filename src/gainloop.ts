/**
 * The front of Gainloop: small enough for every page. It keeps calls in order and loads the loop (playbook, decisions,
 * outbox) only when there is something to do: a call that needs it, or a due time written down by an earlier page.
 */
import type { Gainloop, GainloopError, GainloopOptions, Identity } from './api'
import { storageName } from './host/name'
import { readWake } from './host/wake'
import type { Front, Loop } from './loop/loop'
import type { Parts } from './parts'

const PASSED = [
  'track',
  'result',
  'cancel',
  'ask',
  'lesson',
  'lessons',
  'setLanguage',
  'setTheme',
  'consent',
  'reset',
] as const

/** Between two attempts to load what can't be fetched, in ms. */
const LONGEST_WAIT = 600_000

/** One setTimeout holds 24.8 days; a later wake is looked at again then. */
const LONGEST = 2 ** 31 - 1

/**
 * Starts Gainloop in this page. On a server it returns the same object and touches nothing.
 * No method throws; misuse is told in one `[gainloop]` console line and to `on('error')`.
 */
export function startGainloop(options: GainloopOptions, parts: Parts): Gainloop {
  const listeners = new Set<[string, (event: never) => void]>()
  const name = storageName(options.name)
  const browser = typeof document === 'object'
  let loop: Promise<Loop | undefined> | undefined
  /** The last attempt at it; null when something could not be fetched. */
  let tried: Promise<Loop | undefined | null>
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false
  let user = options.user

  /** The last thing that went wrong: without a playbook, why. */
  let said = 'no playbook'

  const emit: Front['emit'] = (type, event) => {
    if (type === 'error') said = (event as GainloopError).message
    for (const [wanted, listener] of listeners) {
      if (wanted !== type && wanted !== '*') continue
      try {
        listener(event as never)
      } catch (cause) {
        // A listener's fault is the page's own: shown as such, in its own turn.
        setTimeout(() => {
          throw cause
        })
      }
    }
  }

  /**
   * Tries until everything is there: a tunnel, or a network that changed under the page, must not cost it its asks.
   * @param wait in ms, before the next; twice as long each time, up to ten minutes
   */
  const attempt = (first: Identity | undefined, wait = 1_000): Promise<Loop | undefined> => {
    const again = wait > 1_000
    const missing = (cause: unknown): null => {
      if (!again) {
        // The browser's own words name the file.
        const message = `${cause as Error}`
        console.warn(`[gainloop] ${message}`)
        emit('error', { code: 'load', message, cause })
      }
      return null
    }
    tried = parts
      .loop()
      .catch(missing)
      .then((module) => module && (gone ? undefined : module.createLoop({ options, name, emit, again, parts }, first)))
    return tried.then((made) =>
      made !== null
        ? made
        : new Promise((resolve) => {
            if (!gone) timer = setTimeout(() => resolve(attempt(first, Math.min(wait * 2, LONGEST_WAIT))), wait)
          }),
    )
  }

  const load = (): Promise<Loop | undefined> => {
    if (!loop) clearTimeout(timer)
    return (loop ??= attempt(user))
  }

  /**
   * Calls reach the loop in the order they were made: every one waits on the same promise.
   * @param patient waits as long as it takes until there is a loop
   */
  const tell = async <T>(work: (loop: Loop) => T | Promise<T>, patient?: boolean): Promise<T | undefined> => {
    try {
      if (browser && !gone) {
        const there = load()
        const made = (patient || (await tried)) && (await there)
        if (made && !gone) return await work(made)
      }
    } catch {
      // No call breaks the page.
    }
    return undefined
  }
  const pass = (work: (loop: Loop) => unknown): void => void tell(work, true)

  const sleep = async (): Promise<void> => {
    const wake = options.storage && options.storage !== 'local' ? undefined : await readWake(name)
    if (loop || gone) return
    clearTimeout(timer)
    if (
      !wake ||
      options.debug ||
      options.launcher ||
      (user && (options.sync || user.id !== wake.user)) ||
      Math.abs(wake.at) <= Date.now()
    )
      load()
    else if (wake.at > 0) timer = setTimeout(sleep, Math.min(wake.at - Date.now(), LONGEST))
  }

  /** Calls that the loop takes as they are. */
  const passed = Object.fromEntries(
    PASSED.map((method) => [
      method,
      (...args: unknown[]) => pass((l) => (l[method] as (...args: unknown[]) => unknown)(...args)),
    ]),
  ) as Pick<Gainloop, (typeof PASSED)[number]>

  if (browser) sleep()
  return {
    ...passed,
    identify(next) {
      user = next
      // Naming the same user again is no reason to load the loop: `sleep` compares with the user written down.
      if (loop) pass((l) => l.identify(next))
      else if (browser && !gone) sleep()
    },
    mount(element, action) {
      let unmount: (() => void) | undefined
      let wanted = true
      pass((l) => {
        if (wanted) unmount = l.mount(element, action)
      })
      return () => {
        wanted = false
        unmount?.()
      }
    },
    explain: async (action = '*') =>
      (await tell((l) => l.explain(action === '*' ? undefined : action))) ?? [
        { action, ask: false, reasons: [{ code: 'no-playbook', message: said }] },
      ],
    on(type, listener) {
      const entry: [string, (event: never) => void] = [type, listener as (event: never) => void]
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    flush: () => tell((l) => l.flush()),
    destroy() {
      gone = true
      clearTimeout(timer)
      listeners.clear()
      loop?.then((l) => l?.destroy())
    },
  }
}
