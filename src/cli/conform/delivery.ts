/** Batches are acknowledged, and each event counts once, however often it is sent. */
import { acknowledged, type ConformanceCheck, failed, expectAcknowledged, ok } from './conformance-check'

const STORE_ONCE =
  'an event whose id is stored is a duplicate: INSERT … ON CONFLICT (source, id) DO NOTHING, then answer 2xx'

/** The largest batch a browser sends, in bytes. */
const LARGEST_BATCH = 60_000

export const acknowledges: ConformanceCheck = {
  code: 'acknowledged',
  says: 'A batch of new events is acknowledged',
  fix: 'answer POSTs of application/cloudevents-batch+json, a JSON array of events, with 2xx once they are stored',
  async run(probe) {
    const answer = await probe.post([probe.event(), probe.event()])
    if (answer.status === 401) {
      return failed(
        '2xx',
        '401',
        `pass a token that your server has signed: --token "$(…)"${probe.token ? ', one that is valid' : ''}`,
      )
    }
    return expectAcknowledged(answer)
  },
}

export const again: ConformanceCheck = {
  code: 'again',
  says: 'The same batch is acknowledged again, but not counted again',
  fix: STORE_ONCE,
  async run(probe) {
    const batch = [probe.event(), probe.event()]
    await probe.post(batch)
    const answer = await probe.post(batch)
    const counted = acceptedIn(answer.text)
    if (acknowledged(answer) && counted) return failed('none counted as new', `${counted} counted`)
    return expectAcknowledged(answer)
  },
}

export const overlap: ConformanceCheck = {
  code: 'overlap',
  says: 'A batch of stored and new events is acknowledged',
  fix: `recognize events by their own ids, not by the batch: after a lost response it has other events in it. So ${STORE_ONCE}`,
  async run(probe) {
    const [first, second, third] = [probe.event(), probe.event(), probe.event()]
    await probe.post([first, second])
    return expectAcknowledged(await probe.post([second, third]))
  },
}

export const atOnce: ConformanceCheck = {
  code: 'at-once',
  after: again,
  says: 'The same batch, sent five times at once, is each time acknowledged or to be sent again',
  fix: `let the database find duplicates rather than a query before the insert: ${STORE_ONCE}`,
  async run(probe) {
    const batch = [probe.event(), probe.event()]
    const answers = await Promise.all(Array.from({ length: 5 }, () => probe.post(batch)))
    const final = answers.find(
      ({ status }) => status > 0 && status < 500 && ![408, 429].includes(status) && (status < 200 || status > 299),
    )
    return final ? failed('2xx, 408, 429 or 5xx', final.found) : expectAcknowledged(await probe.post(batch))
  },
}

export const unknown: ConformanceCheck = {
  code: 'unknown',
  says: 'Unknown members do no harm: newer browsers may send more',
  fix: 'ignore what you do not know of an event, both attributes of the envelope and members of data',
  async run(probe) {
    const event = probe.event()
    const newer = { ...event, conformance: 'check', data: { ...event.data, conformance: { nested: [true] } } }
    return expectAcknowledged(await probe.post([newer]))
  },
}

export const large: ConformanceCheck = {
  code: 'large',
  says: 'A batch as large as browsers send, 60,000 bytes, is acknowledged',
  fix: 'let bodies of 64 KiB and more through: the limit of a framework or a proxy may be lower',
  async run(probe) {
    const batch = []
    for (let bytes = 0; ;) {
      const event = probe.event()
      event.data.label = 'Spring sale · ✉ · '.repeat(20)
      bytes += Buffer.byteLength(JSON.stringify(event)) + 1
      if (bytes > LARGEST_BATCH) break
      batch.push(event)
    }
    const answer = await probe.post(batch)
    return acknowledged(answer) ? ok(`${answer.found} for ${batch.length} events`) : expectAcknowledged(answer)
  },
}

/** How many events an endpoint says it newly stored; undefined if it does not say, which it need not. */
function acceptedIn(text: string): number | undefined {
  try {
    const { accepted } = JSON.parse(text) as { accepted?: unknown }
    return typeof accepted === 'number' ? accepted : undefined
  } catch {
    return undefined
  }
}
