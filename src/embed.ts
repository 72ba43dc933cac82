/** The script tag: reads its `data-` attributes, sets the one global, replays the calls made before it loaded. */
import type { Gainloop, GainloopOptions } from './api'
import { startGainloop } from './gainloop'
import type { Parts } from './parts'

type Stub = { q?: ArrayLike<unknown>[]; on?: unknown }
const page = globalThis as unknown as Record<string, Stub | undefined>

/** Called once by each build's entry with its own script tag. Loading the script twice is harmless. */
export function start(tag: Element | null | undefined, parts: Parts): void {
  const data: Record<string, string | undefined> = (tag as HTMLElement | null)?.dataset ?? {}
  const name = data.name || 'gainloop'
  const early = page[name]
  if (early?.on) return
  const other = page.gainloop
  // Consent managers such as Klaro have a `data-name` of their own.
  if (!early && other?.q && !other.on)
    console.warn(
      `[gainloop] data-name="${name}" renames the global: calls of gainloop(…) wait for nobody. Call window["${name}"](…), or drop data-name`,
    )
  const switches = { sync: 'sync' in data, debug: 'debug' in data, launcher: 'launcher' in data }
  const gainloop = startGainloop({ playbook: '', ...data, name, ...switches } as unknown as GainloopOptions, parts)
  const api: Gainloop = {
    ...gainloop,
    destroy() {
      gainloop.destroy()
      if (page[name] === (call as unknown)) delete page[name]
    },
  }
  const call = (method: keyof Gainloop, ...args: unknown[]): unknown => {
    if (Object.hasOwn(api, method)) return (api[method] as (...args: unknown[]) => unknown)(...args)
    console.warn(`[gainloop] no method ${method}: there is ${Object.keys(api)}`)
    return undefined
  }
  page[name] = Object.assign(call, api) as unknown as Stub
  for (const args of Array.from(early?.q ?? [])) call(...(Array.from(args) as [keyof Gainloop]))
}
