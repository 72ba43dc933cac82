/** What the card fetches only when it is about to show it: the content of lessons, by kind. */
import type { FunctionComponent } from 'preact'
import type { Lesson, LessonKind, LessonOf } from '../playbook/schema'
import { type LazyPart, lazyPart } from './lazy-part'

/** What a lesson of one kind holds, below its title. */
export type LessonComponent<Kind extends LessonKind> = FunctionComponent<{ lesson: LessonOf<Kind> }>

/** Loaders, handed in by the builds: as chunks, or bundled in the one file. */
export interface CardParts {
  lessons: { [Kind in LessonKind]: () => Promise<LessonComponent<Kind>> }
}

export type LazyLessons = Record<LessonKind, LazyPart<FunctionComponent<{ lesson: Lesson }>>>

/** Forgets which component takes which kind: by its kind, a lesson finds the one that takes it. */
export const lazyLessons = ({ lessons }: CardParts): LazyLessons =>
  Object.fromEntries(Object.entries(lessons).map(([kind, load]) => [kind, lazyPart<unknown>(load)])) as LazyLessons
