/** Reads the events out of a request body. */
import { problemResponse } from './problem-response'

const BATCH = 'application/cloudevents-batch+json'
const SINGLE = 'application/cloudevents+json'

/** The refusal of a body whose content type the receiver does not read; undefined if it reads it. */
export function refuseContentType(headers: Headers): Response | undefined {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const name = type.trim()
  if (name !== BATCH && name !== SINGLE) {
    return problemResponse(415, 'content-type', `Expected content-type ${BATCH}, got ${name || 'none'}`, {
      accept: BATCH,
    })
  }
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) {
    return problemResponse(415, 'charset', 'Expected UTF-8, the encoding of JSON')
  }
  const encoding = headers.get('content-encoding')
  if (encoding && encoding !== 'identity') {
    return problemResponse(415, 'content-encoding', `Send the body uncompressed, without content-encoding: ${encoding}`)
  }
  return undefined
}

/** The events in a body of an accepted type, a batch or a single event; not yet validated. */
export function parseBatch(headers: Headers, text: string): { events: unknown[] } | { response: Response } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { response: problemResponse(400, 'not-json', 'The body is not JSON') }
  }
  const single = (headers.get('content-type') ?? '').toLowerCase().split(';')[0]?.trim() === SINGLE
  if (single) return { events: [json] }
  return Array.isArray(json)
    ? { events: json }
    : {
        response: problemResponse(
          400,
          'not-a-batch',
          `${BATCH} is a JSON array of events; for a single event use ${SINGLE}`,
        ),
      }
}
