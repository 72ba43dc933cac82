/** Joins what many senders store at the same time into one transaction, because each commit waits for the disk. */
import type { Addressees, StoredEvent } from '../store'
import { yieldToOthers } from '../yield-to-others'

/** Stores events; resolves to whether each of them was new. */
export type AppendAll = (events: readonly StoredEvent[], addressees?: Addressees) => Promise<boolean[]>

/** How many events one transaction stores, unless a single call has more. */
const MAX_EVENTS = 500

interface Call {
  events: readonly StoredEvent[]
  addressees: Addressees | undefined
  resolve(areNew: boolean[]): void
  reject(error: unknown): void
}

/** The calls that fit into one transaction, those with the fewest events first, so that a single event waits for one transaction at most. */
function takeGroup(waiting: Call[]): Call[] {
  waiting.sort((a, b) => a.events.length - b.events.length)
  const [first] = waiting
  let events = 0
  let count = 0
  for (const call of waiting) {
    events += call.events.length
    if (count && (events > MAX_EVENTS || call.addressees !== first?.addressees)) break
    count++
  }
  return waiting.splice(0, count)
}

export function groupCommits(append: AppendAll): AppendAll {
  const waiting: Call[] = []
  let isRunning = false

  const storeAlone = ({ events, addressees, resolve, reject }: Call) => append(events, addressees).then(resolve, reject)

  async function storeGroup(group: readonly Call[]): Promise<void> {
    const [first] = group
    if (!first || group.length === 1) return first && storeAlone(first)
    let areNew: boolean[]
    try {
      areNew = await append(
        group.flatMap(({ events }) => events),
        first.addressees,
      )
    } catch {
      // Whatever was wrong with one must not harm the others.
      for (const call of group) await storeAlone(call)
      return
    }
    let start = 0
    for (const { events, resolve } of group) resolve(areNew.slice(start, (start += events.length)))
  }

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.length) {
      // Those that have arrived meanwhile join in.
      await yieldToOthers()
      await storeGroup(takeGroup(waiting))
    }
    isRunning = false
  }

  return (events, addressees) =>
    new Promise((resolve, reject) => {
      waiting.push({ events, addressees, resolve, reject })
      if (!isRunning) void run()
    })
}
