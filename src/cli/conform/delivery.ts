/** A batch arrives, once, however often it is sent. */
import { acknowledged, type Check, failed, isAcknowledged, ok } from './check'

const ONCE = 'an id you have is an event you have: INSERT … ON CONFLICT (source, id) DO NOTHING, then answer 2xx'

/** Bytes a browser sends at once, at most. */
const BATCH = 60_000

export const acknowledges: Check = {
  code: 'acknowledged',
  says: 'A batch of new events is acknowledged',
  fix: 'answer POSTs of application/cloudevents-batch+json, a JSON array of events, with 2xx once they are stored',
  async look(probe) {
    const answer = await probe.post([probe.event(), probe.event()])
    if (answer.status === 401) {
      return failed(
        '2xx',
        '401',
        `give it a token your server has signed: --token "$(…)"${probe.token ? ', one that is valid' : ''}`,
      )
    }
    return isAcknowledged(answer)
  },
}

export const again: Check = {
  code: 'again',
  says: 'The same batch again is acknowledged again, and not counted again',
  fix: ONCE,
  async look(probe) {
    const batch = [probe.event(), probe.event()]
    await probe.post(batch)
    const answer = await probe.post(batch)
    // An endpoint need not count; one that does, as ours, tells what it made of it.
    const counted = /"accepted": ?(\d+)/.exec(answer.text)?.[1]
    if (acknowledged(answer) && Number(counted)) return failed('none counted as new', `${counted} counted`)
    return isAcknowledged(answer)
  },
}

export const overlap: Check = {
  code: 'overlap',
  says: 'A batch of events it has and others it has not is acknowledged',
  fix: `tell events apart by their own ids, not by the batch, which is another after a lost answer: ${ONCE}`,
  async look(probe) {
    const [first, second, third] = [probe.event(), probe.event(), probe.event()]
    await probe.post([first, second])
    return isAcknowledged(await probe.post([second, third]))
  },
}

export const atOnce: Check = {
  code: 'at-once',
  after: again,
  says: 'The same batch five times at the same moment is acknowledged, or asked for again, each time',
  fix: `let the database tell doubles apart, not a look before the write: ${ONCE}`,
  async look(probe) {
    const batch = [probe.event(), probe.event()]
    const answers = await Promise.all(Array.from({ length: 5 }, () => probe.post(batch)))
    const final = answers.find(
      ({ status }) => status > 0 && status < 500 && ![408, 429].includes(status) && (status < 200 || status > 299),
    )
    return final ? failed('2xx, 408, 429 or 5xx', final.found) : isAcknowledged(await probe.post(batch))
  },
}

export const unknown: Check = {
  code: 'unknown',
  says: 'Members it does not know do no harm: a newer browser may say more',
  fix: 'take what you know of an event and pass over the rest, attributes of the envelope and members of data alike',
  async look(probe) {
    const event = probe.event()
    const newer = { ...event, conformance: 'check', data: { ...event.data, conformance: { nested: [true] } } }
    return isAcknowledged(await probe.post([newer]))
  },
}

export const large: Check = {
  code: 'large',
  says: 'A batch as large as browsers send, 60,000 bytes, is acknowledged',
  fix: 'let bodies of 64 KiB and more through: the limit of a framework or a proxy may be lower',
  async look(probe) {
    const batch = []
    for (let bytes = 0; ;) {
      const event = probe.event()
      event.data.label = 'Spring sale · ✉ · '.repeat(20)
      bytes += Buffer.byteLength(JSON.stringify(event)) + 1
      if (bytes > BATCH) break
      batch.push(event)
    }
    const answer = await probe.post(batch)
    return acknowledged(answer) ? ok(`${answer.found} for ${batch.length} events`) : isAcknowledged(answer)
  },
}
