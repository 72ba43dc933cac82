/** The script tag: reads its `data-` attributes, sets the one global, replays the calls made before it loaded. */
import type { Gainloop, GainloopOptions } from './api'
import { startGainloop } from './gainloop'
import type { Parts } from './parts'

type Stub = { q?: ArrayLike<unknown>[]; on?: unknown }
const page = globalThis as unknown as Record<string, Stub | undefined>

/**
 * What `data-name` says. Klaro, a consent manager, needs a `data-name` of its own on the tag, beside the `data-src` and `data-type`
 * that it copies: that one names its service, and not our global.
 */
const nameIn = (data: Record<string, string | undefined>): string =>
  ('src' in data && 'type' in data ? '' : data.name) || 'gainloop'

/** Whether the page calls `gainloop(…)`, and no tag of it will ever answer under that name. */
const callsAnother = (name: string): boolean =>
  name !== 'gainloop' &&
  !!page.gainloop?.q &&
  !page.gainloop.on &&
  !document.querySelector('script[data-playbook]:not([data-name])')

/** Called once by each build's entry with its own script tag. Loading the script twice is harmless. */
export function start(tag: Element | null | undefined, parts: Parts): void {
  const data: Record<string, string | undefined> = (tag as HTMLElement | null)?.dataset ?? {}
  const name = nameIn(data)
  const early = page[name]
  if (early?.on) return
  if (callsAnother(name))
    console.warn(
      `[gainloop] data-name="${name}" names the global, but the page calls gainloop(…): call ${name}(…), or remove data-name`,
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
