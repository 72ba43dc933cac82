import { IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import type { Waiting } from '../../src/host/host'
import { memoryCell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'
import { openVault } from '../../src/host/vault'
import { rating } from '../delivery/events'
import { freshDatabases, putRaw, rawEntries, wipe } from './raw'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What a page had only in memory is gone with it. */
const open = () => openVault([databaseCell('gainloop'), memoryCell()])
const idOf = ({ event }: Waiting) => event.id
/** The book is the list of every event ever added: whatever is in it is either waiting or acknowledged. */
const listed = (book: unknown) => (book as string[] | undefined) ?? []

const tab = fc.nat(1)
const doing = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), tab, count: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), tab, every: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('fail' as const), tab, every: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('both' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), tab, after: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('old form' as const), count: fc.integer({ min: 1, max: 2 }) }),
  },
)

/** What a tab does that still runs a version with everything in one string: numbers it neither sees nor touches. */
async function asEarlierVersion(ids: string[]): Promise<void> {
  const [, kept] = (await rawEntries()).find(([key]) => key === 'kept') ?? []
  const { book, outbox = [], ...rest } = JSON.parse((kept as string) ?? '{}')
  const added = ids.map((id) => ({ event: rating(id) }))
  await putRaw('kept', JSON.stringify({ ...rest, book: [...listed(book), ...ids], outbox: [...outbox, ...added] }))
}

it('Whatever two tabs, crashes and an earlier version do: no event is lost, none is there twice, none acknowledged comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { maxLength: 30 }), async (doings) => {
      freshDatabases()
      const tabs = [open(), open()] as [ReturnType<typeof open>, ReturnType<typeof open>]
      const acknowledged = new Set<string>()
      let fresh = 0
      const some = (count: number) => Array.from({ length: count }, () => `e${fresh++}`)
      const add = (at: number, ids: string[]) =>
        (tabs[at] as (typeof tabs)[0]).change((book) => ({
          book: [...listed(book), ...ids],
          add: ids.map((id) => rating(id)),
          value: 0,
        }))

      for (const what of doings) {
        if (what.kind === 'change') await add(what.tab, some(what.count))
        else if (what.kind === 'both') await Promise.all([add(0, some(what.count)), add(1, some(what.count))])
        else if (what.kind === 'old form') await asEarlierVersion(some(what.count))
        else if (what.kind === 'reopen') tabs[what.tab] = open()
        else if (what.kind === 'crash') {
          const { put } = IDBObjectStore.prototype
          let left = what.after
          vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
            if (left-- <= 0) this.transaction.abort()
            return put.apply(this as never, args as never) as never
          })
          await add(what.tab, some(2))
          vi.restoreAllMocks()
          tabs[what.tab] = open()
        } else {
          const vault = tabs[what.tab] as (typeof tabs)[0]
          const chosen = (await vault.waiting()).map(idOf).filter((_, index) => index % what.every === 0)
          await vault.revise((all) =>
            all.flatMap((record) =>
              !chosen.includes(idOf(record)) ? record : what.kind === 'fail' ? { ...record, tries: 1 } : [],
            ),
          )
          if (what.kind === 'acknowledge') for (const id of chosen) acknowledged.add(id)
        }
      }

      for (const vault of [...tabs, open()]) {
        const expected = listed(await vault.book()).filter((id) => !acknowledged.has(id))
        expect((await vault.waiting()).map(idOf).sort()).toEqual(expected.sort())
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 100) },
  )
}, 120_000)

it('Whenever site data is cleared: what an open tab added and nobody acknowledged still waits, once', async () => {
  const step = fc.constantFrom('change', 'acknowledge', 'wipe', 'wipe during a change')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      freshDatabases()
      const vault = open()
      const owed = new Set<string>()
      let fresh = 0
      const change = () => {
        const id = `e${fresh++}`
        owed.add(id)
        return vault.change(() => ({ add: [rating(id)], value: 0 }))
      }
      for (const what of steps) {
        if (what === 'change') await change()
        else if (what === 'wipe') await wipe()
        else if (what === 'wipe during a change') await Promise.all([change(), wipe(), change()])
        else {
          const [first] = (await vault.waiting()).map(idOf)
          await vault.revise((all) => all.filter((record) => idOf(record) !== first))
          owed.delete(first as string)
        }
      }
      expect((await vault.waiting()).map(idOf).sort()).toEqual([...owed].sort())
      await change()
      expect((await open().waiting()).map(idOf).sort()).toEqual([...owed].sort())
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 100) },
  )
}, 120_000)
