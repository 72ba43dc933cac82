/** The types of a playbook. */
import type { Lesson, Playbook } from './inferred'

export type * from './inferred'

export type LessonKind = Lesson['kind']
/** What of an answer a lesson lists. */
export type Match = NonNullable<Playbook['prefer']>[number]
export type LessonOf<K extends LessonKind> = Extract<Lesson, { kind: K }>

/** `T` with every literal widened: what TypeScript infers for a JSON file. */
type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends object
        ? { [K in keyof T]: Widened<T[K]> }
        : T

/**
 * A playbook as `import playbook from './playbook.json'` types it: `version` is any number and `kind` any string. It is
 * validated when it is read.
 */
export type PlaybookInput = Playbook | Widened<Playbook>
