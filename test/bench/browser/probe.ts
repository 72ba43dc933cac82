/** Measures inside the page. It is built into one script that runs before the page's own, on every page alike, the blank one included. */
import { countPending, type Pending } from './pending'

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
  /** Call it before the tap; then `tapped` resolves to the milliseconds from the tap until its result is painted. */
  expectTap(): void
  tapped(): Promise<number>
  /** The middle of what a user taps, in CSS pixels. */
  target(): { x: number; y: number }
}

declare global {
  var bench: Subject
  var probe: Probe
}

const { requestAnimationFrame } = globalThis
const pending = countPending()

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

/** A page that has not shown it after this many ms won't. */
const PATIENCE = 15_000

/** Resolves to the time at which the frame that first shows it has been painted. */
const painted = (look: () => Element | null | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const end = performance.now() + PATIENCE
    const frame = (now: number): void => {
      if (now > end) return reject(new Error(`waited ${PATIENCE} ms for ${look}`))
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

let tapped: Promise<number>

globalThis.probe = {
  observed: () => ({
    longTasks,
    layoutShift,
    pending: pending(),
  }),
  async trigger() {
    const start = performance.now()
    bench.trigger()
    return (await painted(bench.card)) - start
  },
  expectTap() {
    tapped = new Promise<number>((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    ).then(async (start) => (await painted(bench.result)) - start)
  },
  tapped: () => tapped,
  target() {
    const box = bench.answer()?.getBoundingClientRect()
    if (!box?.width) throw new Error('there is nothing to tap')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  },
}
