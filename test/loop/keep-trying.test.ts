import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { after } from '../../src/host/timer'
import { keepTrying } from '../../src/loop/keep-trying'
import type { LoadedPlaybook } from '../../src/loop/load-playbook'
import { fault } from '../../src/loop/fault'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const ready = { is: 'ready', playbook: {}, version: 'abc' } as LoadedPlaybook
const away = (message: string): LoadedPlaybook => ({
  is: 'unavailable',
  fault: fault('playbook-unreachable', message),
})

const trying = (...answers: LoadedPlaybook[]) => {
  const load = vi.fn(async () => answers.shift() ?? ready)
  const onFailure = vi.fn()
  const report = vi.fn()
  const life = new AbortController()
  const loaded = keepTrying(load, { after, signal: life.signal, onFailure, report })
  return { loaded, load, onFailure, report, life }
}

it('tries again after 1, 2 and 4 seconds, and reports each problem once', async () => {
  const { loaded, load, onFailure, report } = trying(away('503'), away('503'), away('offline'))
  for (const wait of [1_000, 2_000, 4_000]) await vi.advanceTimersByTimeAsync(wait)
  expect(await loaded).toBe(ready)
  expect(load).toHaveBeenCalledTimes(4)
  expect(onFailure.mock.calls).toEqual([['503'], ['503'], ['offline']])
  expect(report.mock.calls.map(([problem]) => problem.message)).toEqual(['503', 'offline'])
})

it('waits 10 minutes at most', async () => {
  const { loaded, load } = trying(...Array.from({ length: 20 }, () => away('503')))
  await vi.advanceTimersByTimeAsync(1_023_000)
  expect(load).toHaveBeenCalledTimes(11)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(load).toHaveBeenCalledTimes(12)
  await vi.advanceTimersByTimeAsync(10 * 600_000)
  expect(await loaded).toBe(ready)
})

it('does not try again what the vendor has to mend', async () => {
  const { loaded, load, report } = trying({ is: 'unusable', fault: fault('playbook-not-json', 'not JSON') })
  expect(await loaded).toBeUndefined()
  expect(load).toHaveBeenCalledOnce()
  expect(report).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

it('ends at once when it is aborted, and leaves no timer', async () => {
  const { loaded, load, life } = trying(away('503'))
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(1)
  life.abort()
  expect(await loaded).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  expect(load).toHaveBeenCalledOnce()
})
