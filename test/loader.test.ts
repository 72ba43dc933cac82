import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLoader } from '../src/loader'
import type { Loop, StartLoop } from '../src/loop/loop'
import type { Parts } from '../src/parts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const loop = { destroy: vi.fn() } as unknown as Loop
const ready: StartLoop = async () => loop

const loaderWith = (startLoop: StartLoop, playbook = '#inline') => {
  const fetch = vi.fn(async () => new Response('{}'))
  const emit = vi.fn()
  const parts = {
    loop: vi.fn(async () => ({ startLoop })),
    requests: vi.fn(async () => ({})),
    validate: vi.fn(async () => ({})),
  }
  const loader = createLoader({
    options: { playbook, fetch },
    name: 'gainloop',
    emit,
    parts: parts as unknown as Parts,
    onPlans() {},
  })
  return { loader, emit, parts, fetch }
}

it('starts the loop once', async () => {
  const { loader, parts } = loaderWith(ready)
  expect(loader.loop()).toBeUndefined()
  loader.load()
  loader.load()
  expect(await loader.loop()).toBe(loop)
  expect(await loader.settled()).toBe(loop)
  expect(parts.loop).toHaveBeenCalledOnce()
})

it('starts the playbook’s request together with the files, and hands it over to the first attempt alone', async () => {
  const used: Response[] = []
  const { loader, fetch, parts } = loaderWith(async (front) => {
    used.push(await front.fetch('/playbook.json', {}))
    return loop
  }, '/playbook.json')
  loader.load()
  expect(fetch).toHaveBeenCalledOnce()
  expect(parts.requests).toHaveBeenCalledOnce()
  await loader.loop()
  expect(used).toHaveLength(1)
  expect(fetch).toHaveBeenCalledOnce()
})

it('loads no ky and makes no request for a playbook in the page', async () => {
  const { loader, fetch, parts } = loaderWith(ready)
  loader.load()
  await loader.loop()
  expect(parts.requests).not.toHaveBeenCalled()
  expect(fetch).not.toHaveBeenCalled()
})

it('loads zod ahead only where no version of the playbook is known', async () => {
  const fresh = loaderWith(ready)
  fresh.loader.load()
  await fresh.loader.loop()
  expect(fresh.parts.validate).toHaveBeenCalledOnce()
  const later = loaderWith(ready)
  later.loader.validated = 'abc'
  later.loader.load()
  await later.loader.loop()
  expect(later.parts.validate).not.toHaveBeenCalled()
})

it('tries again after 1, 2 and 4 seconds, for the user named at first, and keeps nobody waiting', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const users: unknown[] = []
  const { loader, parts } = loaderWith(async ({ user }) => {
    users.push(user?.id)
    return loop
  })
  for (const n of [1, 2, 3]) parts.loop.mockRejectedValueOnce(`problem ${n}`)
  loader.user = { id: 'u_1' }
  loader.load()
  loader.user = { id: 'u_2' }
  expect(await loader.settled()).toBeUndefined()
  expect(loader.problem()).toBe('problem 1')
  for (const wait of [1_000, 2_000, 4_000]) await vi.advanceTimersByTimeAsync(wait)
  expect(await loader.loop()).toBe(loop)
  expect(await loader.settled()).toBe(loop)
  expect(users).toEqual(['u_1'])
})

it('tells at once why there is no loop, while the attempt still goes on', async () => {
  const { loader } = loaderWith(({ onFailure }) => {
    onFailure('the playbook answered 503')
    return new Promise(() => {})
  })
  loader.load()
  expect(await loader.settled()).toBeUndefined()
  expect(loader.problem()).toBe('the playbook answered 503')
})

it('does not try again what the vendor has to mend', async () => {
  const { loader, parts } = loaderWith(async ({ onFailure }) => {
    onFailure('not JSON')
    return undefined
  })
  loader.load()
  expect(await loader.loop()).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  expect(parts.loop).toHaveBeenCalledOnce()
  expect(loader.problem()).toBe('not JSON')
})

it('reports a file that can’t be loaded once', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { loader, parts, emit } = loaderWith(ready)
  const cause = new TypeError('Failed to fetch dynamically imported module: loop.js')
  parts.loop.mockRejectedValueOnce(cause).mockRejectedValueOnce(cause)
  loader.load()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await loader.loop()).toBe(loop)
  expect(warned).toHaveBeenCalledExactlyOnceWith(`[gainloop] ${cause}`)
  expect(emit).toHaveBeenCalledExactlyOnceWith('error', { code: 'load', message: `${cause}`, cause })
})

it('destroy() ends the attempts, leaves no timer, and destroys a loop that comes later', async () => {
  const { loader, parts } = loaderWith(ready)
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  parts.loop.mockRejectedValueOnce(new TypeError('offline'))
  loader.load()
  await loader.settled()
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(1)
  loader.destroy()
  expect(await loader.loop()).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  expect(parts.loop).toHaveBeenCalledOnce()
  const late = loaderWith(ready)
  late.loader.load()
  late.loader.destroy()
  await late.loader.loop()
  expect(loop.destroy).toHaveBeenCalled()
})

it('destroy() in the middle of an attempt leaves no timer either', async () => {
  let fail = (): void => {}
  const { loader } = loaderWith(() => new Promise((_, reject) => (fail = () => reject(new TypeError('offline')))))
  loader.load()
  await vi.advanceTimersByTimeAsync(0)
  loader.destroy()
  fail()
  expect(await loader.loop()).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})
