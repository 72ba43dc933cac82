/** One HTTP request as a browser, or a bad line, would make it: with pieces of a body that come late, or never. */
import { type ClientRequest, type IncomingHttpHeaders, request as plain } from 'node:http'
import { request as secure } from 'node:https'

/** What is kept of an answer; more is nobody's to read here. */
const KEPT = 1_000_000
const REDIRECTS = 3

export interface Question {
  method: 'GET' | 'POST' | 'OPTIONS'
  headers: Record<string, string>
  /** The body, or what writes it piece by piece; one that does not end it leaves the endpoint waiting. */
  body?: string | ((request: ClientRequest) => Promise<void>)
  /** Milliseconds until it is given up. */
  patience: number
}

export interface Answer {
  /** 0 when there was none. */
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** As a sentence says it: "409", "no answer within 20 s", "a closed connection". */
  found: string
}

/** Never rejects. 307 and 308 are followed with method and body, as browsers do; what else redirects would swallow the body. */
export async function ask(url: URL, question: Question, redirects = REDIRECTS): Promise<Answer> {
  const answer = await once(url, question)
  const { location } = answer.headers
  if ((answer.status !== 307 && answer.status !== 308) || !location || !redirects) return answer
  return URL.canParse(location, url) ? ask(new URL(location, url), question, redirects - 1) : answer
}

const once = (url: URL, { method, headers, body = '', patience }: Question): Promise<Answer> =>
  new Promise((resolve) => {
    const none = (found: string) => end({ status: 0, headers: {}, text: '', found })
    const late = setTimeout(() => none(`no answer within ${patience / 1000} s`), patience)
    // A connection of its own: what one check does to it must not reach the next.
    const request = (url.protocol === 'https:' ? secure : plain)(url, { method, headers, agent: false })
    function end(answer: Answer): void {
      clearTimeout(late)
      request.destroy()
      resolve(answer)
    }
    request.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      none(/RESET|EPIPE|HPE/.test(code) ? 'a closed connection' : `no connection (${code})`),
    )
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: received } = response
      let text = ''
      const whole = () => end({ status, headers: received, text, found: String(status) })
      response.setEncoding('utf8').on('end', whole).on('error', whole).on('close', whole)
      response.on('data', (piece) => {
        if (text.length < KEPT) text += piece
      })
    })
    if (typeof body === 'string') request.end(body)
    // Answered or closed in the middle: what is left to write is nobody's concern.
    else body(request).catch(() => {})
  })
