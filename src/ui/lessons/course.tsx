/** Units that open beside the user's work, ticked off like a checklist's steps. */
import { en } from '../languages/en'
import { kinds } from '../languages/en-kinds'
import { checklist } from './checklist'
import type { Content } from './content'

Object.assign(en, kinds)

export const course: Content<'course'> = (view, { units }) => {
  const long = (minutes: number) => [' ', <span class="muted">{view.tell('lesson.minutes', { value: minutes })}</span>]
  const steps = units.map(({ title, minutes, ...unit }) => ({ ...unit, text: title, more: minutes && long(minutes) }))
  return checklist(view, { steps })
}
