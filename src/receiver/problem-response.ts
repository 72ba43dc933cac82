/** Every error response of the receiver: `application/problem+json`, RFC 9457. */

const TITLES = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
}

/** The `code` of an error response. Codes never change their meaning, so programs may rely on them. */
export type ProblemCode =
  /** 400: the body or the query can't be read. */
  | 'not-json'
  | 'not-a-batch'
  | 'not-utf8'
  | 'unreadable'
  | 'no-subject'
  | 'filter'
  /** 401, and 403 for reading: who is asking may not. `anonymous` is both. */
  | 'no-token'
  | 'invalid-token'
  | 'other-subject'
  | 'anonymous'
  | 'no-secret'
  | 'scope'
  | 'origin'
  | 'host'
  /** 404, 405, 415: the request is not one of this endpoint. */
  | 'not-found'
  | 'method'
  | 'content-type'
  | 'charset'
  | 'content-encoding'
  /** 408, 413, 429: the request exceeds a limit. */
  | 'too-slow'
  | 'too-large'
  | 'too-many-events'
  | 'too-many'
  /** 503: more bodies are being sent than the receiver has memory for. Send the request again. */
  | 'busy'
  /** 500, 503: the fault is the receiver's, or its database's. Send the request again. */
  | 'failed'
  | 'unavailable'
  | 'keys-unavailable'

/** @param detail for the engineer who reads it in the browser's network panel */
export function problemResponse(
  status: keyof typeof TITLES,
  code: ProblemCode,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: TITLES[status], status, code, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

export const tooManyRequests = (seconds: number): Response =>
  problemResponse(429, 'too-many', `Try again in ${seconds} s; nothing of this request was stored`, {
    'retry-after': String(seconds),
  })

export const unavailable = (): Response =>
  problemResponse(
    503,
    'unavailable',
    'The database does not answer. Nothing of this request was acknowledged; send it again',
    { 'retry-after': '5' },
  )
