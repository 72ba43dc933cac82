/** Why a request had no answer. To a page each reason looks like a network that is down: it has to look for it elsewhere. */
import { resolveUrl } from './document'
import { withTimeout } from './timer'

/** How long it looks, in ms. */
const PATIENCE = 5_000
/** A policy's report may come after the failure it is about, by so many ms. */
const REPORT_DELAY = 100

/** Browsers take these for secure by any scheme. */
const isLocal = ({ hostname }: URL): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.localhost$/.test(hostname)

/** One sentence for the engineer, or undefined where a page can't know. Costs one request, to an endpoint of another origin. */
export async function whyUnanswered(endpoint: string): Promise<string | undefined> {
  const url = resolveUrl(endpoint)
  const { protocol, origin } = location
  if (protocol === 'https:' && url.protocol === 'http:' && !isLocal(url))
    return `the browser blocks it (mixed content): this page is https and the endpoint http. Serve the endpoint by https, and write https://${url.host}${url.pathname}`
  if (!/^https?:$/.test(url.protocol))
    return `it has no scheme that can be posted to, but "${url.protocol}". Write https://`
  if (url.origin === origin || !navigator.onLine) return undefined
  const answer = await probe(url)
  if (answer === 'forbidden') return `the policy of this page forbids it: add ${url.origin} to connect-src`
  if (answer === 'none') return undefined
  return `it is up, but does not let pages of ${origin} read its answers (CORS). Start the receiver with --origin ${origin}, or send "access-control-allow-origin: ${origin}" with every answer, OPTIONS among them`
}

/** Whether anything answers there. Without CORS the answer can't be read, but that there is one shows. */
async function probe({ href, origin }: URL): Promise<'answered' | 'forbidden' | 'none'> {
  let forbidden = false
  const hear = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    forbidden ||= blockedURI.startsWith(origin)
  }
  document.addEventListener('securitypolicyviolation', hear)
  try {
    await withTimeout(
      PATIENCE,
      fetch(href, { method: 'HEAD', mode: 'no-cors', cache: 'no-store', credentials: 'omit' }),
    )
    return 'answered'
  } catch {
    await new Promise((resolve) => setTimeout(resolve, REPORT_DELAY))
    return forbidden ? 'forbidden' : 'none'
  } finally {
    document.removeEventListener('securitypolicyviolation', hear)
  }
}
