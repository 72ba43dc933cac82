/** What a page's scripts keep going: timers, frames, requests, listeners, observers. Counted in the page, from before its first script. */
import type { BrowserContext, Page } from 'playwright-core'

export interface Ledger {
  /** Delays in ms of the timers that are set and neither cleared nor run, `AbortSignal.timeout` among them. */
  timers: number[]
  /** Since the page was opened, or since `begin`: timers set, frames asked for, requests made. */
  set: number
  frames: number
  requests: number
  /** Where each of these was made, for a test that fails. */
  places: string[]
  /** As `window keydown`: added and not removed. */
  listeners: string[]
  /** Observers and channels at work. */
  others: string[]
}

type Counted = { ledger: Ledger; set: Map<unknown, number> }

/** Runs in the page before anything else. */
function count(): void {
  const ledger: Ledger = { timers: [], set: 0, frames: 0, requests: 0, places: [], listeners: [], others: [] }
  const set = new Map<unknown, number>()
  const place = (what: unknown): void => void ledger.places.push(`${what as string} ${new Error().stack}`)
  Object.assign(globalThis, { counted: { ledger, set } })

  const { setTimeout, setInterval, clearTimeout, clearInterval, requestAnimationFrame, requestIdleCallback } =
    globalThis
  const timer =
    (real: (run: () => void, delay?: number) => unknown, again: boolean) =>
    (run: () => void, delay = 0) => {
      ledger.set++
      place(`timer of ${delay} ms`)
      const id = real(() => {
        if (!again) set.delete(id)
        run()
      }, delay)
      set.set(id, delay)
      return id
    }
  const cancel = (real: (id?: number) => void) => (id?: number) => {
    set.delete(id)
    real(id)
  }
  const frame =
    <T>(real: (run: (value: T) => void) => number) =>
    (run: (value: T) => void) => {
      ledger.frames++
      return real(run)
    }
  Object.assign(globalThis, {
    setTimeout: timer(setTimeout as never, false),
    setInterval: timer(setInterval as never, true),
    clearTimeout: cancel(clearTimeout),
    clearInterval: cancel(clearInterval),
    requestAnimationFrame: frame(requestAnimationFrame),
    requestIdleCallback: frame(requestIdleCallback),
  })

  // It can't be cleared: it is pending until it has aborted.
  const { timeout } = AbortSignal
  AbortSignal.timeout = (delay) => {
    ledger.set++
    place(`AbortSignal.timeout of ${delay} ms`)
    const signal = timeout.call(AbortSignal, delay)
    set.set(signal, delay)
    signal.addEventListener('abort', () => set.delete(signal))
    return signal
  }

  const { fetch } = globalThis
  globalThis.fetch = (...request) => {
    ledger.requests++
    place(request[0])
    return fetch(...request)
  }
  const { sendBeacon } = Navigator.prototype
  Navigator.prototype.sendBeacon = function (...request) {
    ledger.requests++
    return sendBeacon.apply(this, request)
  }
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (...request: unknown[]) {
    ledger.requests++
    return (open as (...request: unknown[]) => void).apply(this, request)
  }

  const names = new Map<unknown, string>([
    [window, 'window'],
    [document, 'document'],
    [(window as { navigation?: unknown }).navigation, 'navigation'],
    [visualViewport, 'visualViewport'],
    [navigator.serviceWorker, 'serviceWorker'],
  ])
  const { addEventListener, removeEventListener } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const name = names.get(this ?? window)
    // The tests' own.
    if (name && type !== 'securitypolicyviolation') ledger.listeners.push(`${name} ${type}`)
    addEventListener.call(this ?? window, type, ...rest)
  }
  EventTarget.prototype.removeEventListener = function (type, ...rest) {
    const at = ledger.listeners.indexOf(`${names.get(this ?? window)} ${type}`)
    if (at >= 0) ledger.listeners.splice(at, 1)
    removeEventListener.call(this ?? window, type, ...rest)
  }

  const stop = (what: string) => {
    const at = ledger.others.indexOf(what)
    if (at >= 0) ledger.others.splice(at, 1)
  }
  for (const [kind, begin, end] of [
    [MutationObserver, 'observe', 'disconnect'],
    [ResizeObserver, 'observe', 'disconnect'],
    [IntersectionObserver, 'observe', 'disconnect'],
  ] as const) {
    const methods = kind.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
    const { [begin]: observe, [end]: disconnect } = methods
    const at = new WeakSet()
    methods[begin] = function (this: object, ...args) {
      if (!at.has(this)) ledger.others.push(kind.name)
      at.add(this)
      return observe?.apply(this, args)
    }
    methods[end] = function (this: object, ...args) {
      if (at.delete(this)) stop(kind.name)
      return disconnect?.apply(this, args)
    }
  }
  const Channel = BroadcastChannel
  globalThis.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name)
      ledger.others.push('BroadcastChannel')
    }
    override close() {
      stop('BroadcastChannel')
      super.close()
    }
  }
}

/** Every page of this context counts from now on. */
export const countIn = (context: BrowserContext): Promise<unknown> => context.addInitScript(count)

export const ledgerOf = (page: Page): Promise<Ledger> =>
  page.evaluate(() => {
    const { ledger, set } = (globalThis as unknown as { counted: Counted }).counted
    return { ...ledger, timers: [...set.values()] }
  })

/** Sets what is counted since then to nothing. */
export const begin = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign((globalThis as unknown as { counted: Counted }).counted.ledger, {
      set: 0,
      frames: 0,
      requests: 0,
      places: [],
    })
  })
