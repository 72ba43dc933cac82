/** Lessons, and the index by which one is chosen. */
import type { CompiledLesson, CompiledPlaybook } from './compiled'
import type { Compiler } from './compiler'
import { defaults } from './defaults'
import type { Path } from './mistake'
import type { Band, Lesson } from './schema'
import { prerequisitesOf } from './prerequisites'

export const compileLesson = (lesson: Lesson, path: Path, { condition, date, duration }: Compiler): CompiledLesson => {
  const { id, kind, weight = defaults.lesson.weight, from, until, repeat } = lesson
  const { if: query, ...meant } = lesson.for
  return {
    source: lesson,
    id,
    kind,
    weight,
    for: meant,
    condition: query && condition(query, [...path, 'for', 'if']),
    after: prerequisitesOf(lesson),
    from: from === undefined ? -Infinity : date(from, [...path, 'from']),
    until: until === undefined ? Infinity : date(until, [...path, 'until']),
    starts: lesson.kind === 'webinar' ? date(lesson.starts, [...path, 'starts']) : -Infinity,
    ends: lesson.kind === 'webinar' ? date(lesson.ends, [...path, 'ends']) : Infinity,
    repeat: repeat === undefined ? Infinity : duration(repeat, [...path, 'repeat']),
  }
}

/**
 * Finds the lessons for an action and a band without a walk over all lessons, of which a playbook may have a thousand.
 * The lists are made when they are first asked for.
 */
export const indexLessons = (lessons: readonly CompiledLesson[]): CompiledPlaybook['lessonsFor'] => {
  /** Places in the playbook of the lessons that list an action, and of those for any action. */
  const listed = new Map<string, number[]>()
  const general: number[] = []
  for (const [place, { for: meant }] of lessons.entries()) {
    if (!meant.actions) general.push(place)
    for (const action of new Set(meant.actions)) {
      const places = listed.get(action)
      if (places) places.push(place)
      else listed.set(action, [place])
    }
  }
  const known = new Map<string, readonly CompiledLesson[]>()
  const find = (action: string, band: Band): readonly CompiledLesson[] =>
    [...(listed.get(action) ?? []), ...general]
      .sort((a, b) => a - b)
      .flatMap((place) => lessons[place] ?? [])
      .filter(({ for: { bands } }) => !bands || bands.includes(band))
  return (action, band) => {
    const key = `${band} ${action}`
    const found = known.get(key) ?? find(action, band)
    known.set(key, found)
    return found
  }
}
