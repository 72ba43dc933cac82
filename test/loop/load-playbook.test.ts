// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as requests from '../../src/host/request'
import { type LoadedPlaybook, loadPlaybook, type PlaybookOptions } from '../../src/loop/load-playbook'
import * as validation from '../../src/playbook/validate'

const text = await readFile('test/fixtures/playbooks/email-marketing.json', 'utf8')
const good = JSON.parse(text)

const load = async (options: Partial<PlaybookOptions>) => {
  const validate = vi.fn(async () => validation)
  const onFailure = vi.fn()
  const loaded = await loadPlaybook({
    from: '/playbook.json',
    fetch: async () => new Response(text),
    parts: { requests: async () => requests, validate },
    validated: undefined,
    signal: new AbortController().signal,
    onFailure,
    ...options,
  })
  return { loaded, validate, onFailure }
}
const answering = (...answers: (() => Response)[]) => {
  const fetch = vi.fn(async () => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.error())
  return fetch
}
const codeOf = (loaded: LoadedPlaybook) => ('fault' in loaded ? [loaded.is, loaded.fault.code] : [loaded.is])

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  document.body.innerHTML = ''
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** Runs all timers while the work goes on. */
const timePasses = async <T>(work: Promise<T>): Promise<T> => {
  let over = false
  void work.finally(() => (over = true))
  while (!over) await vi.advanceTimersByTimeAsync(1_000)
  return work
}

describe('a version of the playbook', () => {
  it('is validated once: the next page knows it, and loads no zod', async () => {
    const first = await load({})
    expect(first.validate).toHaveBeenCalledOnce()
    expect(first.loaded).toMatchObject({ is: 'ready', playbook: { id: 'email-marketing' } })
    const validated = 'version' in first.loaded ? first.loaded.version : ''
    const second = await load({ validated })
    expect(second.validate).not.toHaveBeenCalled()
    expect(second.loaded).toMatchObject({ is: 'ready', version: validated })
  })

  it('is told from another', async () => {
    const { loaded } = await load({})
    const validated = 'version' in loaded ? loaded.version : ''
    const changed = JSON.stringify({ ...good, name: 'Another name' })
    const { validate } = await load({ validated, fetch: async () => new Response(changed) })
    expect(validate).toHaveBeenCalledOnce()
  })

  it('may be an object', async () => {
    const { loaded } = await load({ from: good })
    const validated = 'version' in loaded ? loaded.version : ''
    expect((await load({ from: good, validated })).validate).not.toHaveBeenCalled()
  })
})

describe('a request', () => {
  it.each([408, 425, 429, 500, 503])('that is answered %i is made again', async (status) => {
    const fetch = answering(
      () => new Response('', { status }),
      () => new Response(text),
    )
    const { loaded, onFailure } = await timePasses(load({ fetch }))
    expect(loaded.is).toBe('ready')
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(`the playbook /playbook.json answered ${status}`)
  })

  it.each([
    ['503 three times', () => new Response('', { status: 503 }), 'playbook-unreachable', 3],
    ['403', () => new Response('', { status: 403 }), 'playbook-missing', 1],
    ['404', () => new Response('', { status: 404 }), 'playbook-missing', 1],
    ['HTML', () => new Response('<!doctype html><title>Log in</title>'), 'playbook-not-json', 1],
  ])('that is answered %s is to be made again later', async (_, answer, code, times) => {
    const fetch = answering(answer)
    const { loaded } = await timePasses(load({ fetch }))
    expect(codeOf(loaded)).toEqual(['unavailable', code])
    expect(fetch).toHaveBeenCalledTimes(times)
  })

  it('without a network is to be made again later, and says so at once', async () => {
    const fetch = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
    const { loaded, onFailure } = await timePasses(load({ fetch }))
    expect(codeOf(loaded)).toEqual(['unavailable', 'playbook-unreachable'])
    expect(onFailure).toHaveBeenCalledTimes(3)
    expect(onFailure).toHaveBeenCalledWith("the playbook /playbook.json can't be fetched")
  })

  it('is given up after 20 seconds', async () => {
    const { loaded } = await timePasses(load({ fetch: () => new Promise(() => {}) }))
    expect(codeOf(loaded)).toEqual(['unavailable', 'playbook-unreachable'])
  })
})

describe('what the vendor has to mend', () => {
  it.each<[string, Partial<PlaybookOptions>, string, RegExp]>([
    ['no playbook at all', { from: '' }, 'playbook-missing', /no playbook/],
    ['no JSON', { fetch: async () => new Response('{"id":') }, 'playbook-not-json', /is not JSON: /],
    ['2 MB', { fetch: async () => new Response(' '.repeat(2_000_000)) }, 'playbook-too-large', /over 1 MB/],
    [
      'an unknown field',
      { fetch: async () => new Response(JSON.stringify({ ...good, lesons: [] })) },
      'playbook-invalid',
      /the playbook \/playbook\.json can't be used\. .*lesons/,
    ],
    ['an inline script that is not there', { from: '#playbook' }, 'playbook-missing', /#playbook is not in the page/],
  ])('%s', async (_, options, code, message) => {
    const { loaded } = await load(options)
    expect(codeOf(loaded)).toEqual(['unusable', code])
    expect('fault' in loaded && loaded.fault.message).toMatch(message)
  })
})

describe('an inline script', () => {
  const script = (content: string): void => {
    document.body.innerHTML = `<script type="application/json" id="playbook">${content}</script>`
  }

  it('is read', async () => {
    script(text)
    expect((await load({ from: '#playbook' })).loaded.is).toBe('ready')
  })

  it.each([
    ['below the tag', ''],
    ['half of which has arrived', text.slice(0, 200)],
  ])('%s is read again once the page is complete', async (_, early) => {
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading')
    if (early) script(early)
    const loading = load({ from: '#playbook' })
    script(text)
    state.mockRestore()
    document.dispatchEvent(new Event('DOMContentLoaded'))
    expect((await loading).loaded.is).toBe('ready')
  })
})
