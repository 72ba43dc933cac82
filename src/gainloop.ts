/**
 * The front of Gainloop, small enough for every page. It keeps calls in order, and loads the loop (playbook, decisions,
 * outbox) only when there is something to do: a call that needs it, or a due time that an earlier page wrote down.
 */
import type { Gainloop, GainloopOptions } from './api'
import { createEmitter } from './emitter'
import { delay } from './host/delay'
import { inBrowser } from './host/in-browser'
import { storageName } from './host/name'
import type { Marks } from './host/marks'
import { readWake } from './host/wake'
import { createLoader } from './loader'
import type { Loop } from './loop/loop'
import type { Parts } from './parts'

/** Methods that the loop takes as they are. */
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

/**
 * Starts Gainloop in this page. On a server it returns the same object and touches nothing.
 * No method throws. Misuse is reported in one `[gainloop]` console line and to `on('error')`.
 */
export function startGainloop(given: GainloopOptions, parts: Parts): Gainloop {
  // Of what a page has added to `Object.prototype`, nothing is an option.
  const options: GainloopOptions = Object.assign(Object.create(null), given)
  const browser = inBrowser()
  const name = storageName(options.name)
  const { emit, on, clear } = createEmitter()
  const loader = createLoader({ options, name, emit, parts, onPlans })
  let marks: Promise<Marks | undefined> | undefined
  let stopTimer = (): void => {}
  let destroyed = false

  const load = (): void => {
    stopTimer()
    loader.load()
  }

  /** Listens to what the page's elements begin, from the first plan on. Should its file be gone, `begin` still works. */
  function onPlans(): void {
    marks ??= parts.marks().then(
      ({ watchMarks }) => (destroyed ? undefined : watchMarks((action) => void gainloop.begin(action))),
      () => undefined,
    )
  }

  /** Carries out a call once the loop is there, however long that takes. */
  const pass = (call: (loop: Loop) => unknown): void => {
    if (!browser || destroyed) return
    load()
    loader.loop()?.then((loop) => {
      if (loop && !destroyed) call(loop)
    })
  }

  /** Loads the loop if something is due. Sets a timer if something will be. */
  const wakeUp = async (): Promise<void> => {
    const local = !options.storage || options.storage === 'local'
    const wake = local ? await readWake(name) : undefined
    if (loader.loop() || destroyed) return
    stopTimer()
    loader.validated = wake?.validated
    if (wake?.plans) onPlans()
    const { user } = loader
    // The loop keeps an id that is a number as a string.
    const newUser = user && (options.sync || String(user.id) !== wake?.user)
    const due = !wake || Math.abs(wake.at) <= Date.now()
    if (due || options.debug || options.launcher || newUser) load()
    else if (wake.at > 0) {
      // A later time than a timer can hold is looked at again.
      stopTimer = delay(wake.at - Date.now(), wakeUp)
    }
  }

  const passed = Object.fromEntries(
    PASSED.map((method) => [
      method,
      (...args: unknown[]) => pass((loop) => (loop[method] as (...args: unknown[]) => unknown)(...args)),
    ]),
  ) as Pick<Gainloop, (typeof PASSED)[number]>

  if (browser) void wakeUp()
  const gainloop: Gainloop = {
    ...passed,
    begin(action, details) {
      // In its turn with the calls before and after it.
      const begun = new Promise<boolean>((resolve) => pass((loop) => resolve(loop.begin(action, details))))
      return Promise.race([begun, settled().then((loop) => (loop ? begun : false))])
    },
    identify(user) {
      loader.user = user
      // Naming the same user again is no reason to load the loop: `wakeUp` compares with the user written down.
      if (loader.loop()) pass((loop) => loop.identify(user))
      else if (browser && !destroyed) void wakeUp()
    },
    mount(element, action, options) {
      let unmount: (() => void) | undefined
      let wanted = true
      pass((loop) => {
        if (wanted) unmount = loop.mount(element, action, options)
      })
      return () => {
        wanted = false
        unmount?.()
      }
    },
    async explain(action) {
      const loop = await settled()
      if (loop) return loop.explain(action)
      return [{ action: action ?? '*', ask: false, reasons: [{ code: 'no-playbook', message: loader.problem() }] }]
    },
    on,
    async flush() {
      const loop = await settled()
      await loop?.flush()
    },
    destroy() {
      destroyed = true
      stopTimer()
      clear()
      loader.destroy()
      void marks?.then((watched) => watched?.destroy())
    },
  }
  on('gainloop.action.completed', ({ data }) => void marks?.then((watched) => watched?.again(data.action)))
  return gainloop

  /** The loop, or undefined as soon as it is known to be missing for now. */
  async function settled(): Promise<Loop | undefined> {
    if (!browser || destroyed) return undefined
    load()
    const loop = await loader.settled()
    return destroyed ? undefined : loop
  }
}
