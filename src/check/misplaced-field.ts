/** Where a field belongs that was found in another place: `bands` beside `kind` rather than in `for`. */
import type * as z from 'zod/mini'
import type { Path } from '../playbook/mistake'
import { own } from '../playbook/plain'
import { action } from '../playbook/schema/action'
import { ask, digest, scale, when } from '../playbook/schema/ask'
import { goal } from '../playbook/schema/goal'
import { lessonFor, lessonKinds } from '../playbook/schema/lesson'
import { giveUp, accountLimits, goalLimits, limits, sameAction } from '../playbook/schema/limits'
import { experiments, playbookSchema } from '../playbook/schema/playbook'
import { colors, theme } from '../playbook/schema/theme'
import { fieldNames } from '../playbook/schema/walk'

type Place = [schema: () => z.ZodMiniType, where: string]

/** The places of each stretch of a playbook, with the way there. The first that has the field is named. */
const PLACES: Record<string, Place[]> = {
  lessons: [[lessonFor, 'into "for"']],
  actions: [
    [ask, 'into the action’s "ask"'],
    [action, 'beside the action’s "ask"'],
    [digest, 'into "when": { "digest": { … } }'],
    [when, 'into the ask’s "when"'],
    [scale, 'into "scale": { "kind": …, … }'],
    [limits, 'into the ask’s "limits"'],
    [goal, 'into the action’s "goal"'],
  ],
}

const ANYWHERE: Place[] = [
  [limits, 'into "limits"'],
  [sameAction, 'into "limits": { "sameAction": { … } }'],
  [giveUp, 'into "limits": { "giveUp": { … } }'],
  [goalLimits, 'into "limits": { "goal": { … } }'],
  [accountLimits, 'into "limits": { "perAccount": { … } }'],
  [theme, 'into "theme"'],
  [colors, 'into "theme": { "light": { … } }'],
  [experiments, 'into "experiments"'],
  [action, 'into an action'],
  [ask, 'into an action’s "ask"'],
  [playbookSchema, 'at the top of the playbook'],
]

/** What to do with a field that its place does not have; undefined where no other has it either. */
export const placeOf = (field: string, [stretch]: Path): string | undefined => {
  if (stretch === 'lessons') {
    const all = Object.entries(lessonKinds)
    const kinds = all.filter(([, schema]) => fieldNames(schema()).includes(field)).map(([kind]) => `"${kind}"`)
    if (kinds.length === all.length) return 'Move it beside the lesson’s "kind".'
    if (kinds.length) return `Only a lesson of the kind ${kinds.join(' or ')} has "${field}".`
  }
  const places = own(PLACES, `${stretch}`) ?? ANYWHERE
  const where = places.find(([schema]) => fieldNames(schema()).includes(field))?.[1]
  return where && `Move it ${where}.`
}
