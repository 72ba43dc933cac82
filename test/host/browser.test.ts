// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserHost, type BrowserOptions } from '../../src/host/browser'
import { openChannel } from '../../src/host/channel'
import { deviceKind, pageFacts } from '../../src/host/facts'
import { exclusively } from '../../src/host/lock'
import { storageName } from '../../src/host/name'
import { uuid } from '../../src/host/uuid'
import { after as runAfter } from '../../src/host/timer'
import { rating } from '../delivery/events'
import { blocked } from './storages'

const DAY = 86_400_000
const requestPart = () => import('../../src/host/request')

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  localStorage.clear()
  sessionStorage.clear()
})

describe('A timer', () => {
  it.each([0, 1_000, 24 * DAY, 25 * DAY, 400 * DAY])('of %i ms runs once, then and not before', (ms) => {
    vi.useFakeTimers()
    const run = vi.fn()
    runAfter(ms, run)
    if (ms) {
      vi.advanceTimersByTime(ms - 1)
      expect(run).not.toHaveBeenCalled()
    }
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('can be cancelled at any stage', () => {
    vi.useFakeTimers()
    const cancel = runAfter(60 * DAY, () => expect.unreachable())
    vi.advanceTimersByTime(30 * DAY)
    cancel()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('An id', () => {
  it('is fresh every time, in insecure contexts too', () => {
    const ids = new Set<string>()
    for (const secure of [true, false]) {
      if (!secure) vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
      for (let i = 0; i < 500; i++) ids.add(uuid())
    }
    expect(ids.size).toBe(1_000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{20,50}$/)
  })
})

describe('A lock', () => {
  const held = { request: async (_: string, __: unknown, run: (lock: unknown) => unknown) => run(null) }
  const free = { request: async (_: string, __: unknown, run: (lock: unknown) => unknown) => run({}) }
  const refused = { request: () => Promise.reject(new DOMException('No', 'SecurityError')) }
  it.each<[string, unknown, boolean | undefined]>([
    ['free', free, true],
    ['held by another tab', held, undefined],
    ['the browser refuses', refused, true],
    ['the browser does not have', undefined, true],
  ])('that is %s', async (_, locks, expected) => {
    vi.stubGlobal('navigator', { locks })
    expect(await exclusively('name', async () => true)).toBe(expected)
  })

  it('leaves no timer behind once it was waited for', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('navigator', { locks: free })
    await exclusively('name', async () => true, true)
    vi.stubGlobal('navigator', { locks: refused })
    await exclusively('name', async () => true, true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets the work’s own error through, having run it once', async () => {
    vi.stubGlobal('navigator', { locks: free })
    const work = vi.fn(() => Promise.reject(new Error('mine')))
    await expect(exclusively('name', work)).rejects.toThrow('mine')
    expect(work).toHaveBeenCalledOnce()
  })
})

describe('Other tabs', () => {
  it('hear what is posted; the own tab does not', async () => {
    const heard: unknown[] = []
    const mine = openChannel('gainloop', () => expect.unreachable())
    const other = openChannel('gainloop', (message) => heard.push(message))
    const stranger = openChannel('gainloop:two', () => expect.unreachable())
    mine.post({ asked: 'c_42' })
    await vi.waitFor(() => expect(heard).toEqual([{ asked: 'c_42' }]))
    for (const channel of [mine, other, stranger]) channel.close()
  })

  it('are not told where there is no channel', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const channel = openChannel('gainloop', () => {})
    channel.post(1)
    channel.close()
  })
})

describe('The device', () => {
  it.each<[string, boolean, [number, number], string]>([
    ['with a mouse', false, [2560, 1440], 'desktop'],
    ['with a mouse in a small window', false, [500, 400], 'desktop'],
    ['a phone upright', true, [390, 844], 'phone'],
    ['a phone on its side', true, [844, 390], 'phone'],
    ['a tablet', true, [820, 1180], 'tablet'],
  ])('%s', (_, coarse, [width, height], kind) => {
    vi.stubGlobal('matchMedia', () => ({ matches: coarse }))
    vi.stubGlobal('screen', { width, height })
    expect(deviceKind()).toBe(kind)
  })

  it('says which page it shows, without query or fragment', () => {
    vi.stubGlobal('location', new URL('https://app.example:8443/campaigns/42?token=secret#x'))
    expect(pageFacts()).toEqual({ path: '/campaigns/42', host: 'app.example:8443' })
  })
})

describe('The browser’s host', () => {
  it('tells of hiding and returning until told to stop', () => {
    const host = browserHost({ storage: 'memory', requestPart })
    const [hide, back] = [vi.fn(), vi.fn()]
    const stops = [host.onHide(hide), host.onReturn(back)]
    const all = () => {
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
      document.dispatchEvent(new Event('visibilitychange'))
      window.dispatchEvent(new Event('pagehide'))
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
      document.dispatchEvent(new Event('visibilitychange'))
      window.dispatchEvent(new Event('online'))
    }
    all()
    expect([hide.mock.calls.length, back.mock.calls.length]).toEqual([2, 2])
    for (const stop of stops) stop()
    all()
    expect([hide.mock.calls.length, back.mock.calls.length]).toEqual([2, 2])
  })

  it('uses the fetch it is given', async () => {
    const fetch = vi.fn(async () => new Response())
    await (await browserHost({ fetch, storage: 'memory', requestPart }).requests()).get('/x')
    expect(fetch).toHaveBeenCalledExactlyOnceWith('/x', expect.objectContaining({ method: 'GET' }))
  })

  it('loads what makes requests once, and again after it could not be fetched', async () => {
    const load = vi.fn(requestPart).mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const host = browserHost({ storage: 'memory', requestPart: load })
    await expect(host.requests()).rejects.toThrow('Failed to fetch')
    expect(await host.requests()).toBe(await host.requests())
    expect(load).toHaveBeenCalledTimes(2)
  })

  const kept = () => ['localStorage' as const, 'sessionStorage' as const].filter((kind) => globalThis[kind].length)
  it.each<[string, Partial<BrowserOptions>, string[]]>([
    ['local without IndexedDB', { storage: 'local' }, ['localStorage']],
    ['session', { storage: 'session' }, ['sessionStorage']],
    ['memory', { storage: 'memory' }, []],
    ['an adapter that fails', { storage: blocked }, []],
  ])('with storage %s keeps what it is told', async (_, options, where) => {
    const { vault } = browserHost({ ...options, requestPart })
    await vault.change(() => ({ book: { a: 1 }, add: [rating('r1')], value: 0 }))
    expect([await vault.book(), (await vault.waiting()).length]).toEqual([{ a: 1 }, 1])
    expect(kept()).toEqual(where)
  })

  it('hands an adapter strings under its own key', async () => {
    const values = new Map<string, string>()
    const storage = {
      get: async (key: string) => values.get(key) ?? null,
      set: async (key: string, value: string) => void values.set(key, value),
      remove: async (key: string) => void values.delete(key),
    }
    const { vault } = browserHost({ storage, name: storageName('tips'), requestPart })
    await vault.change(() => ({ book: { a: 1 }, value: 0 }))
    expect([...values.keys()]).toEqual(['gainloop:tips'])
    await vault.clear()
    expect(values.size).toBe(0)
  })
})
