/** What the compiler makes of the public types; held by `npm run check`. */
import { createGainloop, type ErrorCode, type ReasonCode } from '../src/index'
import playbook from './fixtures/playbooks/email-marketing.json'

/** A playbook imported as JSON. */
const gainloop = createGainloop({ playbook, endpoint: '/api/gainloop' })

gainloop.on('*', (event) => {
  // An error has a code, an event has a type.
  if ('code' in event) {
    const code: ErrorCode = event.code
    return code
  }
  if (event.type === 'gainloop.rating.given') {
    const band: 'missed' | 'partly' | 'reached' = event.data.band
    return band
  }
  // @ts-expect-error Not every event has a band.
  return event.data.band
})

gainloop.on('gainloop.lesson.judged', ({ data }) => data.useful)

// @ts-expect-error A lesson has no score.
gainloop.on('gainloop.lesson.judged', ({ data }) => data.score)

gainloop.on('error', ({ code }) => {
  // @ts-expect-error There is no such code.
  return code === 'playbook-lost'
})

/** A reason that is left out here is a compile error. */
export const untilWhen = (code: ReasonCode): boolean => {
  switch (code) {
    case 'cooldown':
    case 'not-due':
    case 'snoozed':
      return true
    // @ts-expect-error There is no such reason.
    case 'too-busy':
      return false
    default:
      return false
  }
}

// @ts-expect-error A playbook has actions.
createGainloop({ playbook: { version: 1, id: 'postcard', lessons: [] } })
