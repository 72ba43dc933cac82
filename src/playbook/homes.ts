/** Where a field belongs that was found in another place: `bands` beside `kind` rather than in `for`. */
import { own } from './plain'
import type { Path } from './problem'
import { shape } from './shape'
import type { Fields } from './walk'

const has = (type: string, field: string): boolean =>
  [shape[type] as Fields | Fields[] | string | undefined]
    .flat()
    .some(
      (fields) => typeof fields === 'object' && (Object.hasOwn(fields, field) || Object.hasOwn(fields, `${field}?`)),
    )

/** The parts of each stretch of a playbook, with the way from there. */
const PARTS: Record<string, [type: string, where: string][]> = {
  lessons: [
    ['LessonFor', 'into "for"'],
    ['Lesson', 'beside the lesson’s "kind"'],
  ],
  actions: [
    ['Ask', 'into the action’s "ask"'],
    ['Action', 'beside the action’s "ask"'],
    ['Digest', 'into "when": { "digest": { … } }'],
    ['When', 'into the ask’s "when"'],
    ['Scale object', 'into "scale": { "kind": …, … }'],
    ['Limits', 'into the ask’s "limits"'],
    ['Goal', 'into the action’s "goal"'],
  ],
}

const ANYWHERE: [type: string, where: string][] = [
  ['Limits', 'into "limits"'],
  ['Limits sameAction', 'into "limits": { "sameAction": { … } }'],
  ['Limits giveUp', 'into "limits": { "giveUp": { … } }'],
  ['Theme', 'into "theme"'],
  ['Colors', 'into "theme": { "light": { … } }'],
  ['Playbook experiments', 'into "experiments"'],
  ['Action', 'into an action'],
  ['Ask', 'into an action’s "ask"'],
  ['Playbook', 'at the top of the playbook'],
]

/** What to do with a field that its part does not have; undefined where no other has it either. */
export const homeOf = (field: string, [stretch]: Path): string | undefined => {
  const kinds = Object.keys(shape)
    .filter((type) => type.startsWith('Lesson ') && has(type, field))
    .map((type) => `"${type.slice(7)}"`)
  if (stretch === 'lessons' && kinds.length) return `Only a lesson of the kind ${kinds.join(' or ')} has "${field}".`
  const [, where] = (own(PARTS, `${stretch}`) ?? ANYWHERE).find(([type]) => has(type, field)) ?? []
  return where && `Move it ${where}.`
}
