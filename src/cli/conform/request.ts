/** Sends one HTTP request as a browser would, or as a broken connection would: with pieces of a body that come late, or never. */
import { type ClientRequest, type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** How much of a response is kept, in characters. */
const RESPONSE_LIMIT = 1_000_000
const MAXIMUM_REDIRECTS = 3

export interface EndpointRequest {
  method: 'GET' | 'POST' | 'OPTIONS'
  headers: Record<string, string>
  /** The body, or a function that writes it in pieces; if that never ends it, the endpoint is left waiting. */
  body?: string | ((request: ClientRequest) => Promise<void>)
  /** How long to wait for the response, in ms. */
  patience: number
}

export interface EndpointResponse {
  /** 0 if there was no response. */
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The result in words: "409", "no answer within 20 s", "a closed connection". */
  found: string
}

/** Never rejects. Follows 307 and 308 with method and body, as browsers do. Other redirects would drop the body. */
export async function sendRequest(
  url: URL,
  request: EndpointRequest,
  redirects = MAXIMUM_REDIRECTS,
): Promise<EndpointResponse> {
  const response = await sendOnce(url, request)
  const { location } = response.headers
  if ((response.status !== 307 && response.status !== 308) || !location || !redirects) return response
  return URL.canParse(location, url) ? sendRequest(new URL(location, url), request, redirects - 1) : response
}

/** The connection was closed, or what came before it was closed is not HTTP (`HPE_…`, codes of Node's parser). */
const isClosedConnection = (code: string): boolean =>
  code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')

const sendOnce = (url: URL, { method, headers, body = '', patience }: EndpointRequest): Promise<EndpointResponse> =>
  new Promise((resolve) => {
    const noResponse = (found: string) => finish({ status: 0, headers: {}, text: '', found })
    const timeout = setTimeout(() => noResponse(`no answer within ${patience / 1000} s`), patience)
    // With its own connection, so that no check affects the next one.
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method, headers, agent: false })
    function finish(response: EndpointResponse): void {
      clearTimeout(timeout)
      request.destroy()
      resolve(response)
    }
    request.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      noResponse(isClosedConnection(code) ? 'a closed connection' : `no connection (${code})`),
    )
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: received } = response
      let text = ''
      const complete = () => finish({ status, headers: received, text, found: String(status) })
      response.setEncoding('utf8').on('end', complete).on('error', complete).on('close', complete)
      response.on('data', (piece) => {
        if (text.length < RESPONSE_LIMIT) text += piece
      })
    })
    if (typeof body === 'string') request.end(body)
    // If the endpoint answers or closes the connection early, the rest of the body need not be written.
    else body(request).catch(() => {})
  })
