/** Events for the tests: right by default, each test says only what matters to it. */
import type { GainloopEvent } from '../../src/delivery/event'
import type { StoredEvent } from '../../src/receiver/store'

const moment = { moment: 'c_1', action: 'campaign.sent' }
const data: Record<string, object> = {
  'user.identified': { anonymous: 'anon-1' },
  'action.completed': { ...moment, at: '2025-03-03T09:00:00Z', label: 'Spring sale' },
  'action.cancelled': moment,
  'result.measured': { ...moment, metrics: { opens: 0.3 } },
  'goal.stated': { ...moment, goal: 'sales' },
  'ask.shown': { ...moment, ask: 'campaign.sent c_1' },
  'ask.snoozed': { ...moment, ask: 'campaign.sent c_1' },
  'ask.dismissed': { ...moment, ask: 'campaign.sent c_1' },
  'ask.expired': { ...moment, ask: 'campaign.sent c_1' },
  'rating.given': { ...moment, rating: 'r_1', value: 'missed', scale: 'outcome', score: 0, band: 'missed' },
  'rating.explained': { ...moment, rating: 'r_1', obstacles: ['opens'] },
  'lesson.shown': { ...moment, lesson: 'subject-lines', kind: 'tips', rating: 'r_1' },
  'lesson.opened': { ...moment, lesson: 'subject-lines', kind: 'tips' },
  'lesson.progressed': { ...moment, lesson: 'subject-lines', kind: 'checklist', progress: 0.5, done: ['one'] },
  'lesson.completed': { ...moment, lesson: 'subject-lines', kind: 'tips' },
  'lesson.judged': { ...moment, lesson: 'subject-lines', kind: 'tips', useful: true },
  'lesson.requested': { ...moment, lesson: 'done-for-you', kind: 'service' },
  'lesson.withheld': { ...moment, lesson: 'subject-lines', kind: 'tips' },
  'commitment.made': { ...moment, lesson: 'subject-lines', text: 'I will write the subject last.' },
  'commitment.reviewed': { ...moment, lesson: 'subject-lines', text: 'I will write the subject last.', did: 'yes' },
}

/** Every type, without `gainloop.`. */
export const EVENTS = Object.keys(data)

let count = 0

export interface Particulars {
  id?: string
  source?: string
  subject?: string
  /** ms */
  at?: number
  data?: object
}

/** `type` without `gainloop.`. */
export const event = (
  type: string,
  { id, source, subject = 'u_1', at = 1_741_000_000_000, ...rest }: Particulars = {},
) =>
  ({
    specversion: '1.0',
    id: id ?? `event-${++count}`,
    source: source ?? '/gainloop/postcard',
    type: `gainloop.${type}`,
    subject,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: { language: 'en', segments: [], ...data[type], ...rest.data },
  }) as unknown as GainloopEvent

export const storedEvent = (
  type: string,
  { received, ...particulars }: Particulars & { received?: number } = {},
): StoredEvent => {
  const made = event(type, particulars)
  const at = Date.parse(made.time)
  return { event: made, at, received: received ?? at }
}
