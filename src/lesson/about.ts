/** What a lesson that is opened by hand speaks of: its texts may name a moment, its figures and the gain. */
import type { Book, Moment } from '../moment/book'
import { momentKey } from '../moment/book'
import type { Lesson } from '../playbook/schema'

/** The moment whose rating led to the lesson, else the latest one the lesson is for. */
export function momentAbout({ moments, ratings }: Book, { id, for: whom }: Lesson): Moment | undefined {
  const known = (moment: Moment | undefined): moment is Moment => moment !== undefined && !moment.cancelled
  const latest = <T extends { at: number }>(records: T[]): T[] => records.sort((a, b) => b.at - a.at)
  const rated = latest(Object.values(ratings).filter(({ lesson }) => lesson === id)).map(
    ({ action, moment }) => moments[momentKey(action, moment)],
  )
  const meant = Object.values(moments).filter(({ action }) => whom.actions?.includes(action) ?? true)
  return [...rated, ...latest(meant)].find(known)
}
