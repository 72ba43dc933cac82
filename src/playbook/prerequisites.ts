import type { Lesson } from './schema'

/** The ids of the lessons to be completed first. An example has none: there, `after` is what came of it. */
export const prerequisitesOf = (lesson: Lesson): readonly string[] =>
  lesson.kind === 'example' ? [] : (lesson.after ?? [])
