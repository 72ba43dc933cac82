/** Every request that Gainloop makes goes through ky, loaded as a part of its own when something is sent or fetched. */
import ky, { isHTTPError, type RetryOptions } from 'ky'
import type { Answer, Fetch, Requests } from './host'

/** How long a request may take until its body is read, in ms. ky rejects then even where the page's `fetch` ignores the signal. */
const TIMEOUT = 20_000

/** What another attempt may mend. ky compares by number, so every server error is listed. */
const RETRIED = [408, 425, 429, ...Array.from({ length: 100 }, (_, n) => 500 + n)]

const RETRY: RetryOptions = {
  statusCodes: RETRIED,
  afterStatusCodes: RETRIED,
  jitter: true,
  /** Whoever asks for a longer wait is asked again by the caller, more slowly. In ms. */
  maxRetryAfter: 60_000,
}

/**
 * @param fetch the page's, or the vendor's own. It receives an address and plain options, as a vendor's wrapper may read
 * and extend them; of a `Request` it could not read the body.
 */
export function createRequests(fetch: Fetch): Requests {
  /** A `fetch` for ky that reads the body as well, so that ky's timeout covers it. `answer` is the last one, its text empty until it is read. */
  const answering = (url: string, init: RequestInit) => {
    const last: { answer?: Answer } = {}
    const request = async (managed: RequestInfo | URL): Promise<Response> => {
      delete last.answer
      const response = await fetch(url, { ...init, signal: (managed as Request).signal })
      const { ok, status, headers, redirected, url: address } = response
      last.answer = { ok, status, headers, redirected, url: address, text: '', complete: false }
      last.answer.text = await response.text()
      last.answer.complete = true
      return response
    }
    return { fetch: request, answer: () => last.answer }
  }

  return {
    async post(url, { body, headers = {}, keepalive = false }) {
      const init = { method: 'POST', body, headers, keepalive }
      const { fetch, answer } = answering(url, init)
      try {
        await ky(url, { ...init, fetch, retry: 0, throwHttpErrors: false, timeout: TIMEOUT })
      } catch (error) {
        // An endpoint that has answered has decided, even if its words never arrived.
        if (!answer()) throw error
      }
      return answer() as Answer
    },

    async get(url, { headers = {}, cache, timeout = TIMEOUT, retry = false, signal } = {}) {
      const init = { method: 'GET', headers, ...(cache && { cache }) }
      const { fetch, answer } = answering(url, init)
      try {
        await ky(url, { ...init, ...(signal && { signal }), fetch, timeout, retry: retry ? RETRY : 0 })
      } catch (error) {
        if (!isHTTPError(error)) throw error
      }
      return answer() as Answer
    },
  }
}
