/** Runs in the browser's page: how long one write to the vault takes. */
import type { GainloopEvent } from '../../../src/delivery/event'
import { memoryCell } from '../../../src/host/cell'
import { databaseCell } from '../../../src/host/database'
import { openVault } from '../../../src/host/vault'

export interface Load {
  /** What every event looks like, apart from its id. */
  event: GainloopEvent
  book: Record<string, unknown>
  /** How many events wait already. */
  waiting: number
}

const WRITES = 40

let databases = 0

/** Milliseconds of each of 40 writes of the book and one event, one after the other, in a database of its own. */
async function timeWrites({ event, book, waiting }: Load): Promise<number[]> {
  const vault = openVault([databaseCell(`bench-${++databases}`), memoryCell()])
  const add = Array.from({ length: waiting }, (_, n) => ({ ...event, id: `waiting-${n}` }))
  await vault.change(() => ({ book, add, value: undefined }))
  const times: number[] = []
  for (let n = 0; n < WRITES; n++) {
    const start = performance.now()
    await vault.change((before) => ({
      book: { ...(before as object), clock: n },
      add: [{ ...event, id: `added-${n}` }],
      wake: { at: n, user: 'u' },
      value: undefined,
    }))
    times.push(performance.now() - start)
  }
  return times
}

Object.assign(globalThis, { timeWrites })
