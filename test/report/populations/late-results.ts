/**
 * Users who complete an action every week and are asked thirty days later, at most every thirty days. A lesson raises the
 * chance that a moment completed after it is reached by 20 points; when it is shown, four or five moments are on their way.
 */
import type { StoredEvent } from '../../../src/receiver/store'
import { storedEvent } from '../../receiver/events'
import type { Random } from './random'

export const TRUE_LIFT = 0.2
const USERS = 300
const WEEKS = 20
const HOLDOUT = 0.3
const DAY = 86_400_000
const START = Date.parse('2025-01-01T00:00:00Z')

function eventsOf(user: number, random: Random): StoredEvent[] {
  const subject = `u_${user}`
  const arm = random.chance(HOLDOUT) ? 'withheld' : 'shown'
  const base = 0.1 + 0.5 * random.share()
  const begun = START + random.share() * 7 * DAY
  const events: StoredEvent[] = []
  let lastAnswer = -Infinity
  let learned = Infinity
  for (let week = 0; week < WEEKS; week++) {
    const completed = begun + week * 7 * DAY
    const due = completed + 30 * DAY
    const about = { moment: `c_${week}` }
    const tell = (type: string, at: number, data: object) =>
      events.push(storedEvent(type, { subject, at, data: { ...about, ...data } }))
    tell('action.completed', completed, { at: new Date(completed).toISOString() })
    if (due - lastAnswer < 30 * DAY) continue
    tell('ask.shown', due, {})
    if (!random.chance(0.8)) continue
    lastAnswer = due
    const reached = random.chance(completed >= learned ? base + TRUE_LIFT : base)
    tell('rating.given', due + 1, { rating: `r_${week}`, band: reached ? 'reached' : 'missed' })
    if (reached) continue
    tell(`lesson.${arm}`, due + 2, { rating: `r_${week}`, ...(arm === 'shown' && { choice: 1 }) })
    if (arm === 'shown') learned = Math.min(learned, due + 2)
  }
  return events
}

export const lateResults = (random: Random): StoredEvent[] =>
  Array.from({ length: USERS }, (_, user) => eventsOf(user, random)).flat()
