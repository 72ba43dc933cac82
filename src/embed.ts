/** The script tag: reads its `data-` attributes, sets the one global, replays the calls made before it loaded. */
import type { Gainloop, GainloopOptions } from './api'
import { startGainloop } from './gainloop'
import type { Parts } from './parts'

/** The stub before Gainloop has loaded, and Gainloop's own global after it. */
type Stub = ((...call: unknown[]) => unknown) & { q?: ArrayLike<unknown>[]; on?: unknown }
const page = globalThis as unknown as Record<string, unknown>

/**
 * The global of that name. An element with that `id` is a global of its own accord, in browsers, and a page's
 * `Object.prototype` may have anything: neither is a stub.
 */
const globalOf = (name: string): Stub | undefined => {
  const value = page[name]
  return typeof value === 'function' ? (value as Stub) : undefined
}

/**
 * Called once by each build's entry with each of its script tags. Loading the script twice is harmless.
 * @returns whether a Gainloop was started: false where the global is one already
 */
export function start(tag: Element | null | undefined, parts: Parts, onDestroy = (): void => {}): boolean {
  const data: Record<string, string | undefined> = { ...(tag as HTMLElement | null)?.dataset }
  const has = (attribute: string): boolean => Object.hasOwn(data, attribute)
  // Klaro, a consent manager, needs a `data-name` on the tag for its own use, beside the `data-src` and `data-type` that it copies.
  const klaro = has('src') && has('type')
  const name = (has('name') && !klaro && data.name) || 'gainloop'
  const early = globalOf(name)
  if (early && Object.hasOwn(early, 'on')) return false
  const other = globalOf('gainloop')
  // Unless another tag will answer to it.
  const unnamed = document.querySelector('script[data-playbook]:not([data-name])')
  if (!early && other?.q && !Object.hasOwn(other, 'on') && !unnamed)
    console.warn(`[gainloop] data-name="${name}" renames the global: nobody hears gainloop(…)`)
  const switches = { sync: has('sync'), debug: has('debug'), launcher: has('launcher') }
  const gainloop = startGainloop({ playbook: '', ...data, name, ...switches } as unknown as GainloopOptions, parts)
  const api: Gainloop = {
    ...gainloop,
    destroy() {
      gainloop.destroy()
      if (page[name] === (call as unknown)) delete page[name]
      onDestroy()
    },
  }
  const call = (method: keyof Gainloop, ...args: unknown[]): unknown => {
    if (Object.hasOwn(api, method)) return (api[method] as (...args: unknown[]) => unknown)(...args)
    console.warn(`[gainloop] no method ${method}: there is ${Object.keys(api)}`)
    return undefined
  }
  page[name] = Object.assign(call, api)
  const waiting = early && Object.hasOwn(early, 'q') ? early.q : []
  for (const args of Array.from(waiting ?? [])) call(...(Array.from(args) as [keyof Gainloop]))
  return true
}
