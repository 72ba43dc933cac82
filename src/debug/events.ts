/** Events in words: those in the outbox, those a dry run would have posted, and the lesson they name. */
import type { GainloopEvent } from '../delivery/event'
import type { Waiting } from '../host/host'
import type { Draft } from '../loop/keeper'
import type { Playbook } from '../playbook/schema'
import { purposeOf } from './log'
import { plural, when } from './words'

const SHOWN = 'gainloop.lesson.shown'
const WITHHELD = 'gainloop.lesson.withheld'

/** `rating.given campaign.sent (c_42) missed`. */
export const titleOf = ({ type, data }: Pick<GainloopEvent, 'type' | 'data'> | Draft): string => {
  const { action, moment, lesson, band } = data as Record<string, unknown>
  return [type.replace('gainloop.', ''), action, moment && `(${moment})`, lesson, band].filter(Boolean).join(' ')
}

/** Its delivery so far. */
export const stateOf = ({ aside, tries, until = 0 }: Waiting, now: number): string => {
  if (aside) return `put aside: ${aside}`
  if (!tries) return 'waits to be sent'
  return `failed ${plural(tries, 'time')}${until > now ? `, again ${when(until, now)}` : ''}`
}

/** The lesson that was shown last, or withheld, and what it is for. */
export const chosenOf = (posted: readonly Draft[], { lessons }: Playbook): string | undefined => {
  const event = posted.findLast(({ type }) => type === SHOWN || type === WITHHELD)
  const lesson = lessons.find(({ id }) => id === (event?.data as { lesson?: string } | undefined)?.lesson)
  if (!lesson) return undefined
  const held = event?.type === WITHHELD ? ', withheld: the user is in the holdout' : ''
  return `Lesson “${lesson.id}”, which is for ${purposeOf(lesson)}${held}.`
}
