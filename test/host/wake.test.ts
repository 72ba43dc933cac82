import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseCell } from '../../src/host/database'
import type { Vault, Wake } from '../../src/host/host'
import { openVault } from '../../src/host/vault'
import { readWake } from '../../src/host/wake'
import { rating } from '../delivery/events'
import { freshDatabases, putRaw } from './raw'

beforeEach(freshDatabases)
afterEach(() => vi.unstubAllGlobals())

const wake: Wake = { at: 5, user: 'u_81' }
const open = () => openVault([databaseCell('gainloop')])

describe('The wake', () => {
  const cases: [string, Parameters<Vault['change']>[0] | undefined, Wake | undefined][] = [
    ['is unknown before the first visit', undefined, undefined],
    ['is what the last change wrote', () => ({ wake, value: 0 }), wake],
    ['says at once while events wait', () => ({ wake, add: [rating('r1')], value: 0 }), { at: 0, user: 'u_81' }],
    ['is unknown when nothing was said', () => ({ book: 1, value: 0 }), undefined],
  ]
  it.each(cases)('%s', async (_, step, expected) => {
    if (step) await open().change(step)
    expect(await readWake('gainloop')).toEqual(expected)
  })

  it('stays when a later change says nothing of it', async () => {
    const vault = open()
    await vault.change(() => ({ wake, value: 0 }))
    await vault.change(() => ({ book: 1, value: 0 }))
    expect(await readWake('gainloop')).toEqual(wake)
  })

  it('does not count an event set aside for good', async () => {
    const vault = open()
    await vault.change(() => ({ wake, add: [rating('r1')], value: 0 }))
    await vault.revise((all) => all.map((record) => ({ ...record, aside: '422' })))
    expect(await readWake('gainloop')).toEqual(wake)
  })

  it('creates no database by being read', async () => {
    await readWake('gainloop')
    expect(await indexedDB.databases()).toEqual([])
    await open().change(() => ({ book: 1, value: 0 }))
    expect(await readWake('gainloop')).toBeUndefined()
  })

  it.each([
    ['missing', undefined],
    [
      'blocked',
      {
        open() {
          throw new DOMException('No', 'SecurityError')
        },
      },
    ],
  ])('is unknown when IndexedDB is %s', async (_, indexedDB) => {
    vi.stubGlobal('indexedDB', indexedDB)
    expect(await readWake('gainloop')).toBeUndefined()
  })

  it('is read without the book', async () => {
    await open().change(() => ({ book: 1, wake, value: 0 }))
    await putRaw('kept', '{"book":')
    expect(await readWake('gainloop')).toEqual(wake)
  })

  it('does not count what is broken', async () => {
    await open().change(() => ({ wake, value: 0 }))
    await putRaw(1, 'garbage')
    await putRaw(2, null)
    expect(await readWake('gainloop')).toEqual(wake)
  })

  it('is unknown when the database is somebody else’s', async () => {
    await new Promise((resolve) => {
      indexedDB.open('gainloop', 1).onsuccess = resolve
    })
    expect(await readWake('gainloop')).toBeUndefined()
  })
})
