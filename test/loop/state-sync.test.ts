import { describe, expect, it, vi } from 'vitest'
import { createStateSync, type StateSyncOptions } from '../../src/loop/state-sync'

const MINUTE = 60_000

const syncWith = (options: Partial<StateSyncOptions> = {}) => {
  let now = 0
  let endPatience = (): void => {}
  const read = vi.fn(async () => true)
  const arrived = vi.fn()
  const report = vi.fn()
  const sync = createStateSync({
    now: () => now,
    after(_, run) {
      endPatience = run
      return () => {}
    },
    wanted: () => true,
    read,
    arrived,
    report,
    ...options,
  })
  return { sync, read, arrived, report, pass: (ms: number) => void (now += ms), endPatience: () => endPatience() }
}

it('asks once in a minute, whenever the clock is set', async () => {
  const { sync, read, pass } = syncWith()
  await sync.caughtUp()
  pass(MINUTE)
  await sync.caughtUp()
  expect(read).toHaveBeenCalledTimes(1)
  pass(1)
  await sync.caughtUp()
  pass(-2 * MINUTE)
  await sync.caughtUp()
  expect(read).toHaveBeenCalledTimes(3)
})

it('has nothing to wait for where no state is wanted, and once it has arrived', async () => {
  expect(syncWith({ wanted: () => false }).sync.caughtUp()).toBeUndefined()
  const { sync, arrived } = syncWith()
  await sync.caughtUp()
  expect(arrived).toHaveBeenCalledOnce()
  expect(sync.caughtUp()).toBeUndefined()
})

it('waits a second for a slow endpoint; a state that comes later still counts', async () => {
  let answer = (_: boolean): void => {}
  const { sync, arrived, endPatience } = syncWith({ read: () => new Promise((resolve) => (answer = resolve)) })
  const waiting = sync.caughtUp()
  endPatience()
  await waiting
  expect(arrived).not.toHaveBeenCalled()
  answer(true)
  await vi.waitFor(() => expect(arrived).toHaveBeenCalledOnce())
})

describe('an endpoint that serves no state', () => {
  it('is not asked again, until another user is named', async () => {
    const { sync, read, pass } = syncWith()
    read.mockResolvedValue(false)
    await sync.caughtUp()
    pass(2 * MINUTE)
    expect(sync.caughtUp()).toBeUndefined()
    expect(read).toHaveBeenCalledTimes(1)
    sync.expire()
    await sync.caughtUp()
    expect(read).toHaveBeenCalledTimes(2)
  })
})

it('reports what fails, and waits no longer', async () => {
  const { sync, report } = syncWith({ read: () => Promise.reject(new Error('no file')) })
  await sync.caughtUp()
  expect(report).toHaveBeenCalledExactlyOnceWith(new Error('no file'))
})
