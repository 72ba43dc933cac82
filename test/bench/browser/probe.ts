/** Measures inside the page. It is built into one script that runs before the page's own, on every page alike, the blank one included. */

/** What each page of the benchmark offers: how to bring up its card, and where to find the parts of it. */
export interface Subject {
  /** After the first load of a first visit: leaves something behind that later visits find. */
  prepare?(): unknown
  /** Brings up the question. */
  trigger(): unknown
  /** The question, once it is there. */
  card(): Element | null | undefined
  /** What a user taps to answer. */
  answer(): Element | null | undefined
  /** What follows the answer: the lesson, or the thanks. */
  result(): Element | null | undefined
}

export interface Pending {
  /** Timers that are set and neither cleared nor run, `AbortSignal.timeout` among them. */
  timers: number
  intervals: number
  frames: number
  requests: number
}

/** Since the page was opened. */
export interface Observed {
  /** Durations of the tasks over 50 ms, in ms. */
  longTasks: number[]
  /** Sum of the layout shifts that follow no input. */
  layoutShift: number
  pending: Pending
}

export interface Probe {
  observed(): Observed
  /** Milliseconds from the call of `trigger` until the card is painted. */
  trigger(): Promise<number>
  /** Milliseconds from the next tap until its result is painted. Call it before the tap. */
  tapped(): Promise<number>
  /** The middle of what a user taps, in CSS pixels. */
  target(): { x: number; y: number }
}

declare global {
  var bench: Subject
  var probe: Probe
}

const timers = new Set<unknown>()
const intervals = new Set<unknown>()
const frames = new Set<unknown>()
let requests = 0

const { setTimeout, setInterval, requestAnimationFrame, requestIdleCallback, fetch } = globalThis
const once =
  <T>(waiting: Set<unknown>, real: (run: (value: T) => void, rest?: never) => unknown) =>
  (run: (value: T) => void, rest?: never) => {
    const id = real((value) => {
      waiting.delete(id)
      run(value)
    }, rest)
    waiting.add(id)
    return id
  }
const stop = (waiting: Set<unknown>, real: (id: number) => void) => (id: number) => {
  waiting.delete(id)
  real(id)
}
const repeated = (run: () => void, delay?: number) => {
  const id = setInterval(run, delay)
  intervals.add(id)
  return id
}
const stopAll = (id: number) => {
  timers.delete(id)
  intervals.delete(id)
}
const { clearTimeout, clearInterval, cancelAnimationFrame, cancelIdleCallback } = globalThis
Object.assign(globalThis, {
  setTimeout: once(timers, setTimeout as never),
  setInterval: repeated,
  requestAnimationFrame: once(frames, requestAnimationFrame as never),
  requestIdleCallback: once(frames, requestIdleCallback as never),
  // Either clears what the other set.
  clearTimeout: (id: number) => {
    stopAll(id)
    clearTimeout(id)
  },
  clearInterval: (id: number) => {
    stopAll(id)
    clearInterval(id)
  },
  cancelAnimationFrame: stop(frames, cancelAnimationFrame),
  cancelIdleCallback: stop(frames, cancelIdleCallback),
})

const { timeout } = AbortSignal
AbortSignal.timeout = (delay) => {
  const signal = timeout.call(AbortSignal, delay)
  timers.add(signal)
  signal.addEventListener('abort', () => timers.delete(signal))
  return signal
}

const underWay = <T>(request: Promise<T>): Promise<T> => {
  requests++
  const settled = () => void requests--
  request.then(settled, settled)
  return request
}
globalThis.fetch = (...request) => underWay(fetch(...request))
const { send } = XMLHttpRequest.prototype
XMLHttpRequest.prototype.send = function (body) {
  underWay(new Promise((resolve) => this.addEventListener('loadend', resolve)))
  send.call(this, body)
}

const longTasks: number[] = []
let layoutShift = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration)
}).observe({ type: 'longtask', buffered: true })
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries() as Shift[]) if (!hadRecentInput) layoutShift += value
}).observe({ type: 'layout-shift', buffered: true })

const visible = (element: Element | null | undefined): boolean => !!element && element.getClientRects().length > 0

/** Resolves to the time at which the frame that first shows it has been painted. */
const painted = (look: () => Element | null | undefined): Promise<number> =>
  new Promise((resolve) => {
    const frame = (): void => {
      if (!visible(look())) return void requestAnimationFrame(frame)
      // A message posted in a frame is delivered after that frame was painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve(performance.now())
      }
      port2.postMessage(0)
    }
    requestAnimationFrame(frame)
  })

globalThis.probe = {
  observed: () => ({
    longTasks,
    layoutShift,
    pending: { timers: timers.size, intervals: intervals.size, frames: frames.size, requests },
  }),
  async trigger() {
    const start = performance.now()
    bench.trigger()
    return (await painted(bench.card)) - start
  },
  tapped() {
    const start = new Promise<number>((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    )
    return start.then(async (start) => (await painted(bench.result)) - start)
  },
  target() {
    const box = bench.answer()?.getBoundingClientRect()
    if (!box?.width) throw new Error('there is nothing to tap')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  },
}
