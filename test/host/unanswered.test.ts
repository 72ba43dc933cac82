// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { whyUnanswered } from '../../src/host/unanswered'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const on = (page: string, fetch: typeof globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))) => {
  const { protocol, origin } = new URL(page)
  vi.stubGlobal('location', { protocol, origin, href: page })
  vi.spyOn(document, 'baseURI', 'get').mockReturnValue(page)
  const probe = vi.fn(fetch)
  vi.stubGlobal('fetch', probe)
  return probe
}

it('names mixed content, and costs no request for it', async () => {
  const probe = on('https://app.example/')
  expect(await whyUnanswered('http://api.example/in')).toMatch(/mixed content.* write https:\/\/api\.example\/in/)
  expect(probe).not.toHaveBeenCalled()
})

it.each(['http://localhost:8787/in', 'http://127.0.0.1/in'])('does not take %s for mixed content', async (endpoint) => {
  on('https://app.example/')
  expect(await whyUnanswered(endpoint)).toBeUndefined()
})

it('names the header that is missing, and the option of the receiver', async () => {
  on('https://app.example/', async () => new Response())
  expect(await whyUnanswered('https://api.example/in')).toMatch(
    /CORS.*--origin https:\/\/app\.example.*access-control-allow-origin: https:\/\/app\.example/,
  )
})

it('names the policy that forbids it', async () => {
  on('https://app.example/', () => {
    document.dispatchEvent(
      Object.assign(new Event('securitypolicyviolation'), { blockedURI: 'https://api.example/in' }),
    )
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  expect(await whyUnanswered('https://api.example/in')).toMatch(/add https:\/\/api\.example to connect-src/)
})

it('names a scheme that nobody can post to', async () => {
  on('https://app.example/')
  expect(await whyUnanswered('localhost:8787/in')).toMatch(/no scheme that can be posted to, but "localhost:"/)
})

it('says nothing of an endpoint that is down, nor of the page’s own', async () => {
  const probe = on('https://app.example/')
  expect(await whyUnanswered('https://api.example/in')).toBeUndefined()
  expect(probe).toHaveBeenCalledOnce()
  expect(await whyUnanswered('/in')).toBeUndefined()
  expect(probe).toHaveBeenCalledOnce()
})
