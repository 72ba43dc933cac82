/** Values that JSON can't hold, through the keeper and every storage: nothing is lost but the value. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryCell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'
import { keyedCell } from '../../src/host/fallback'
import type { Host } from '../../src/host/host'
import { openVault } from '../../src/host/vault'
import { recordResult } from '../../src/loop/commands'
import { createKeeper } from '../../src/loop/keeper'
import { trackMoment } from '../../src/loop/track-moment'
import { identifyUser } from '../../src/loop/users'
import { momentKey } from '../../src/moment/book'
import { playbook, START } from '../ask/scene'
import { freshDatabases, rawEntries } from '../host/raw'
import { shelf } from '../host/storages'

beforeEach(freshDatabases)
afterEach(() => vi.unstubAllGlobals())

const cycle: Record<string, unknown> = {}
cycle.self = cycle
const bad: [string, unknown][] = [
  ['a bigint', 1n],
  ['a cycle', cycle],
  [
    'an object whose getter throws',
    {
      get x() {
        throw new Error('no')
      },
    },
  ],
  [
    'a toJSON that throws',
    {
      toJSON() {
        throw new Error('no')
      },
    },
  ],
]
const cells = () => ({
  IndexedDB: [databaseCell('gainloop'), memoryCell()],
  'a key-value storage': [keyedCell(shelf(), 'gainloop'), memoryCell()],
  memory: [memoryCell()],
})

function page(where: keyof ReturnType<typeof cells>) {
  let ids = 0
  const reported: string[] = []
  const host = { now: () => START, id: () => `id-${++ids}`, vault: openVault(cells()[where]) } as unknown as Host
  const keeper = createKeeper({
    ...{ host, playbookId: 'scene', wakeAt: () => 0, committed: () => {} },
    common: () => ({ language: 'en', segments: [] }),
  })
  const report = (problem: unknown) => void reported.push((problem as { message: string }).message)
  return { host, keeper, playbook: playbook(), facts: () => ({}), report, reported }
}

const sent = async ({ keeper }: ReturnType<typeof page>) =>
  Object.values((await keeper.read()).moments).find(({ action }) => action === 'sent')

describe.each(['IndexedDB', 'a key-value storage', 'memory'] as const)('In %s', (where) => {
  describe.each(bad)('%s', (_, value) => {
    it('among the traits costs that trait alone, and is named', async () => {
      const context = page(where)
      await identifyUser(context, { id: 'u_1', traits: { plan: value, seats: 3 } })
      await trackMoment(context, 'sent', { id: 'a' }, START)
      const book = await context.keeper.read()
      expect(book.user).toMatchObject({ id: 'u_1', traits: { seats: 3 } })
      expect(book.moments[momentKey('sent', 'a')]).toBeDefined()
      expect(await context.host.vault.waiting()).toHaveLength(1)
      expect(context.reported).toEqual([expect.stringMatching(/^identify: .*traits\.plan/)])
      if (where === 'IndexedDB') expect(JSON.stringify(await rawEntries())).toContain('u_1')
    })

    it('among the properties costs that property alone, and is named', async () => {
      const context = page(where)
      await trackMoment(context, 'sent', { id: 'a', properties: { total: value, size: 3 } }, START)
      const book = await context.keeper.read()
      expect(book.moments[momentKey('sent', 'a')]?.properties).toEqual(
        typeof value === 'object' && value && 'x' in value
          ? { size: 3, total: {} }
          : expect.objectContaining({ size: 3 }),
      )
      expect(context.reported).toEqual([expect.stringMatching(/^track sent: .*properties\.total/)])
    })

    it('for a label, an id, a goal or a metric costs no moment', async () => {
      const context = page(where)
      const odd = { id: value, label: value, goal: value, metrics: { rate: value, cost: 3 } }
      await trackMoment(context, 'sent', odd as never, START)
      await recordResult(context, (await sent(context))?.id ?? '', {
        rate: value as number,
        cost: 4,
      })
      const moment = await sent(context)
      expect(moment?.metrics).toEqual({ cost: 4 })
    })
  })

  it('details that can’t be read at all are a moment without them', async () => {
    const context = page(where)
    const shut = new Proxy(
      {},
      {
        get() {
          throw new Error('shut')
        },
      },
    )
    await trackMoment(context, 'sent', shut, START)
    const { moments } = await context.keeper.read()
    expect(Object.values(moments).filter(({ action }) => action === 'sent')).toHaveLength(1)
  })

  it('a book that can’t be written is its step’s mistake: the storage stays, and nothing is half done', async () => {
    const { host } = page(where)
    await host.vault.change(() => ({ book: { kept: 1 }, value: 0 }))
    await expect(host.vault.change(() => ({ book: { plan: 1n }, value: 0 }))).rejects.toThrow(TypeError)
    await expect(host.vault.change(() => ({ book: cycle, value: 0 }))).rejects.toThrow(TypeError)
    expect(await host.vault.book()).toEqual({ kept: 1 })
    await host.vault.change(() => ({ book: { kept: 2 }, value: 0 }))
    expect(await host.vault.book()).toEqual({ kept: 2 })
    if (where === 'IndexedDB') expect(JSON.stringify(await rawEntries())).toContain('kept\\":2')
  })
})
