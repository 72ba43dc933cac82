/** The history of the simulated user, from `--history`. What it leaves out is as after a first answer. */
import type { ChooseInput } from '../lesson/situation'
import { isPlain } from '../playbook/plain'
import type { Band, Playbook } from '../playbook/schema'
import { messages, wrongUsage } from './messages'
import { checkNames, jsonOption } from './option-values'

type History = NonNullable<ChooseInput['history']>
type Lessons = NonNullable<History['lessons']>

const EXAMPLE = '{ "missedInARow": 2, "lessons": { "next-time": { "completed": "2027-03-01T10:00:00Z" } } }'
const COUNTS = ['asks', 'ratings', 'missedInARow', 'reachedInARow', 'daysSinceFirstSeen']
const LESSON_STEPS = ['shown', 'opened', 'completed', 'declined']

/** @throws CliError */
export function historyOption(value: unknown, { lessons }: Playbook, band: Band): History {
  const given = jsonOption('history', value, EXAMPLE)
  checkNames('history', given, [...COUNTS, 'lastBand', 'lessons'])
  for (const name of COUNTS)
    if (given[name] !== undefined && !(Number.isInteger(given[name]) && (given[name] as number) >= 0))
      throw wrongUsage(messages.badFact('history', name, 'a whole number, 0 or more,', EXAMPLE))
  const records = given.lessons ?? {}
  if (!isPlain(records)) throw wrongUsage(messages.badFact('history', 'lessons', 'an object by lesson', EXAMPLE))
  checkNames(
    'history',
    records,
    lessons.map(({ id }) => id),
  )
  return {
    asks: 1,
    ratings: 1,
    missedInARow: band === 'missed' ? 1 : 0,
    reachedInARow: band === 'reached' ? 1 : 0,
    lastBand: band,
    daysSinceFirstSeen: 0,
    ...given,
    lessons: Object.fromEntries(Object.entries(records).map(([id, record]) => [id, recordOf(id, record)])),
  }
}

/** Each step with its time, as a date or in ms since 1970; `shown` may be a list of times. */
function recordOf(lesson: string, record: unknown): Lessons[string] {
  if (!isPlain(record)) throw wrongUsage(messages.badFact('history', lesson, 'an object', EXAMPLE))
  checkNames('history', record, LESSON_STEPS)
  const time = (step: string, at: unknown): number => {
    const ms = typeof at === 'number' ? at : typeof at === 'string' ? Date.parse(at) : Number.NaN
    if (!Number.isFinite(ms)) throw wrongUsage(messages.badFact('history', `${lesson}.${step}`, 'a date', EXAMPLE))
    return ms
  }
  return Object.fromEntries(
    Object.entries(record).map(([step, at]) => [
      step,
      step === 'shown' ? [at].flat().map((one) => time(step, one)) : time(step, at),
    ]),
  )
}
