import { problem } from './problem'

const BATCH = 'application/cloudevents-batch+json'
const SINGLE = 'application/cloudevents+json'

/** Why a body of this type is not read; undefined when it is. */
export function refuseType(headers: Headers): Response | undefined {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const name = type.trim()
  if (name !== BATCH && name !== SINGLE) {
    return problem(415, 'content-type', `Expected content-type ${BATCH}, got ${name || 'none'}`, { accept: BATCH })
  }
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) {
    return problem(415, 'charset', 'JSON is UTF-8; send it so')
  }
  const encoding = headers.get('content-encoding')
  if (encoding && encoding !== 'identity') {
    return problem(
      415,
      'content-encoding',
      `Bodies are read as they are; send them without content-encoding: ${encoding}`,
    )
  }
  return undefined
}

/** The events in a body of an accepted type: a batch, or one alone. Not yet looked at. */
export function eventsIn(headers: Headers, text: string): { events: unknown[] } | { response: Response } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { response: problem(400, 'not-json', 'The body is not JSON') }
  }
  const single = (headers.get('content-type') ?? '').toLowerCase().split(';')[0]?.trim() === SINGLE
  if (single) return { events: [json] }
  return Array.isArray(json)
    ? { events: json }
    : { response: problem(400, 'not-a-batch', `${BATCH} is a JSON array of events; for one event alone use ${SINGLE}`) }
}
