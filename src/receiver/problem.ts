/** Every error the receiver answers: `application/problem+json`, RFC 9457. */

const titles: Record<number, string> = {
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

/** `code` is for programs and never changes; `detail` is for the engineer who reads it in the network panel. */
export function problem(status: number, code: string, detail: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: titles[status], status, code, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

export const tooMany = (seconds: number): Response =>
  problem(429, 'too-many', `Come back in ${seconds} s; nothing of this request was stored`, {
    'retry-after': String(seconds),
  })

export const unavailable = (): Response =>
  problem(503, 'unavailable', 'The database does not answer; nothing of this request is acknowledged, send it again', {
    'retry-after': '5',
  })
