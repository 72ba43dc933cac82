import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRequests } from '../../src/host/request'
import type { Fetch } from '../../src/host/host'

const URL = 'https://shop.example/api/gainloop'
const post = (fetch: Fetch, options = {}) => createRequests(fetch).post(URL, { body: '[]', ...options })
const never = () => new Promise<never>(() => {})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What comes of it, with time passing as fast as it can. */
async function settle<T>(work: Promise<T>): Promise<T | Error> {
  const done = work.catch((error: Error) => error)
  await vi.runAllTimersAsync()
  return done
}

describe('A post', () => {
  it('hands the page’s fetch an address and plain options, whose body and headers a wrapper can read', async () => {
    const fetch = vi.fn<Fetch>(async () => new Response())
    await post(fetch, { headers: { authorization: 'Bearer jwt' }, keepalive: true })
    expect(fetch).toHaveBeenCalledExactlyOnceWith(URL, {
      method: 'POST',
      body: '[]',
      headers: { authorization: 'Bearer jwt' },
      keepalive: true,
      signal: expect.any(AbortSignal) as AbortSignal,
    })
  })

  it.each([200, 202, 302, 401, 404, 408, 413, 429, 500, 503, 599])(
    'answered %i is one attempt, and no error',
    async (status) => {
      const fetch = vi.fn<Fetch>(async () => new Response('words', { status, headers: { 'retry-after': '3' } }))
      const answer = await settle(post(fetch))
      expect(answer).toMatchObject({ status, ok: status < 300, text: 'words' })
      expect((answer as { headers: Headers }).headers.get('retry-after')).toBe('3')
      expect(fetch).toHaveBeenCalledOnce()
      expect(vi.getTimerCount()).toBe(0)
    },
  )

  it('without a network rejects after one attempt', async () => {
    const fetch = vi.fn<Fetch>(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await settle(post(fetch))).toBeInstanceOf(TypeError)
    expect(fetch).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('without an answer rejects after 20 seconds, even if the page’s fetch ignores the signal', async () => {
    const start = Date.now()
    expect(await settle(post(never))).toMatchObject({ name: 'TimeoutError' })
    expect(Date.now() - start).toBe(20_000)
  })

  it('tells the page’s fetch that it has given up', async () => {
    let signal: AbortSignal | null | undefined
    await settle(post((_, init) => ((signal = init.signal), never())))
    expect(signal?.aborted).toBe(true)
  })

  it.each<[string, () => ReadableStream]>([
    ['never ends', () => new ReadableStream()],
    ['breaks off', () => new ReadableStream({ start: (controller) => controller.error(new TypeError('reset')) })],
  ])('whose answer’s body %s was answered all the same', async (_, body) => {
    expect(await settle(post(async () => new Response(body(), { status: 202 })))).toMatchObject({
      status: 202,
      text: '',
    })
  })

  it('whose fetch throws or gives no promise is no harm', async () => {
    const thrown: Fetch = () => {
      throw new Error('blocked')
    }
    expect(await settle(post(thrown))).toMatchObject({ message: 'blocked' })
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('A get', () => {
  const get = (fetch: Fetch, options: Parameters<ReturnType<typeof createRequests>['get']>[1] = {}) =>
    createRequests(fetch).get(URL, options)
  /** Answers in turn; the last for ever. */
  const script = (...answers: (() => Response | Promise<Response>)[]) => {
    let next = 0
    return vi.fn<Fetch>(async () => (answers[Math.min(next++, answers.length - 1)] as () => Response)())
  }
  const answering =
    (status: number, headers = {}) =>
    () =>
      new Response('', { status, headers })
  const fine = () => new Response('{}')

  it('without retry is made once, and an answer of any status is one', async () => {
    const fetch = script(answering(503), fine)
    expect(await settle(get(fetch, { headers: { authorization: 'Bearer jwt' }, cache: 'no-store' }))).toMatchObject({
      ok: false,
      status: 503,
    })
    expect(fetch.mock.calls).toEqual([
      [URL, expect.objectContaining({ headers: { authorization: 'Bearer jwt' }, cache: 'no-store' })],
    ])
  })

  it.each([408, 425, 429, 500, 502, 503, 504, 520, 599])('with retry is made again after %i', async (status) => {
    const fetch = script(answering(status), fine)
    expect(await settle(get(fetch, { retry: true }))).toMatchObject({ status: 200, text: '{}' })
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([400, 401, 403, 404, 410])('with retry is not made again after %i', async (status) => {
    const fetch = script(answering(status), fine)
    expect(await settle(get(fetch, { retry: true }))).toMatchObject({ status })
    expect(fetch).toHaveBeenCalledOnce()
  })

  it('with retry is made again without a network, three times in all', async () => {
    const fetch = vi.fn<Fetch>(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await settle(get(fetch, { retry: true }))).toBeInstanceOf(TypeError)
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it('with retry ends with the last answer', async () => {
    expect(await settle(get(script(answering(500), answering(502)), { retry: true }))).toMatchObject({ status: 502 })
  })

  it.each([
    ['7', 7_000],
    ['86400', 60_000],
  ])('with retry waits as Retry-After says, a minute at most: %s', async (after, ms) => {
    const start = Date.now()
    await settle(get(script(answering(503, { 'retry-after': after }), fine), { retry: true }))
    expect(Date.now() - start).toBe(ms)
  })

  it('is given up after its timeout, the body included', async () => {
    const start = Date.now()
    const stuck = async () => new Response(new ReadableStream())
    expect(await settle(get(stuck, { timeout: 10_000 }))).toMatchObject({ name: 'TimeoutError' })
    expect(Date.now() - start).toBe(10_000)
  })

  it('can be given up while it waits for the next attempt, and leaves no timer', async () => {
    const stop = new AbortController()
    const getting = get(script(answering(503, { 'retry-after': '60' })), { retry: true, signal: stop.signal })
    const failing = expect(getting).rejects.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vi.getTimerCount()).toBe(1)
    stop.abort()
    await failing
    expect(vi.getTimerCount()).toBe(0)
  })
})
