import { expect, it } from 'vitest'
import { type Cell, memoryCell } from '../../src/host/cell'
import type { Host } from '../../src/host/host'
import { openVault } from '../../src/host/vault'
import { createKeeper } from '../../src/loop/keeper'
import { emptyBook } from '../../src/moment/book'

it('An event written to a storage that was then given up is the same event in the next', async () => {
  const [slow, next] = [memoryCell(), memoryCell()]
  /** Writes, and is too slow to say so. */
  const tooSlow: Cell = {
    ...slow,
    async change(step) {
      await slow.change(step)
      throw new Error('given up')
    },
  }
  let made = 0
  const host = { now: () => 0, id: () => `id-${made++}`, vault: openVault([tooSlow, next]) } as unknown as Host
  const keeper = createKeeper({
    ...{ host, playbookId: 'p', wakeAt: () => 0, committed: () => {} },
    common: () => ({ language: 'en', segments: [] }),
  })
  await keeper.commit((book) => ({
    book: { ...book, ...emptyBook('u_1', 0) },
    events: ['a', 'b'].map((goal) => ({ type: 'gainloop.goal.stated', data: { moment: 'm', action: 'sent', goal } })),
    value: undefined,
  }))
  const kept = async (cell: Cell) => (await cell.waiting()).found.map(({ event }) => event.id)
  expect(await kept(slow)).toHaveLength(2)
  expect(await kept(next)).toEqual(await kept(slow))
})
