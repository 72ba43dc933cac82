/** Lessons that nobody can ever see, and dates that have gone by. */
import type { Finding } from './coverage'
import type { Lesson, Playbook } from './schema'

const LISTS = ['actions', 'bands', 'obstacles', 'strengths', 'goals', 'segments'] as const

/** Why no answer leads to a lesson, whatever the others are; undefined when one can. */
const contradiction = ({ for: whom }: Lesson): string | undefined => {
  const empty = LISTS.find((list) => whom[list]?.length === 0)
  if (empty) return `"for.${empty}" is an empty list; leave it out to mean any`
  if (whom.obstacles && whom.strengths) return 'obstacles and strengths never come together: make it two lessons'
  if (whom.obstacles && whom.bands?.every((band) => band === 'reached'))
    return 'obstacles are not asked about after "reached"'
  if (whom.strengths && whom.bands && !whom.bands.includes('reached'))
    return 'strengths are asked about after "reached" only'
  return undefined
}

const gone = (date: string, now: number): boolean => Date.parse(date) <= now

export const gapsIn = ({ lessons }: Playbook, now: number): { unreachable: Finding[]; past: Finding[] } => {
  const reasons = new Map<string, string>()
  for (const lesson of lessons) {
    const reason = contradiction(lesson)
    if (reason) reasons.set(lesson.id, reason)
  }
  // A lesson can be seen once all it comes after can be completed: what is never reached so is in a ring, or behind one.
  const reachable = new Set<string>()
  let before = -1
  while (before < reachable.size) {
    before = reachable.size
    for (const { id, after = [] } of lessons)
      if (!reasons.has(id) && after.every((other) => reachable.has(other))) reachable.add(id)
  }
  const unreachable = lessons
    .filter(({ id }) => !reachable.has(id))
    .map(({ id, after = [] }) => {
      const first = after.find((other) => !reachable.has(other))
      return {
        lesson: id,
        message: `Nobody can see the lesson "${id}": ${reasons.get(id) ?? `it comes after "${first}", which nobody can complete first`}`,
      }
    })
  const past = lessons.flatMap((lesson): Finding[] => {
    const date = lesson.until && gone(lesson.until, now) ? lesson.until : undefined
    if (date)
      return [{ lesson: lesson.id, message: `The lesson "${lesson.id}" is no longer shown: its "until" was ${date}` }]
    if (lesson.kind === 'webinar' && gone(lesson.ends, now))
      return [
        {
          lesson: lesson.id,
          message: `The lesson "${lesson.id}" is no longer shown: its webinar ended ${lesson.ends}`,
        },
      ]
    return []
  })
  return { unreachable, past }
}
