/** Events in words: those that wait, those a dry run would have posted, and the lesson they tell of. */
import type { GainloopEvent } from '../delivery/event'
import type { Waiting } from '../host/host'
import type { Draft } from '../loop/keeper'
import type { Playbook } from '../playbook/schema'
import { purposeOf } from './log'
import { when } from './words'

/** `rating.given campaign.sent (c_42) missed`. */
export const titleOf = ({ type, data }: Pick<GainloopEvent, 'type' | 'data'> | Draft): string => {
  const { action, moment, lesson, band } = data as Record<string, unknown>
  return [type.replace('gainloop.', ''), action, moment && `(${moment})`, lesson, band].filter(Boolean).join(' ')
}

/** What became of it so far. */
export const stateOf = ({ aside, tries, until = 0 }: Waiting, now: number): string =>
  aside
    ? `put aside: ${aside}`
    : tries
      ? `failed ${tries} ${tries > 1 ? 'times' : 'time'}${until > now ? `, again ${when(until, now)}` : ''}`
      : 'waits to be sent'

/** The lesson shown last, and what it is for. */
export const chosenOf = (posted: readonly Draft[], { lessons }: Playbook): string | undefined => {
  const event = posted.findLast(({ type }) => /lesson.(shown|withheld)$/.test(type))
  const lesson = lessons.find(({ id }) => id === (event?.data as { lesson?: string } | undefined)?.lesson)
  if (!lesson) return undefined
  const held = event?.type === 'gainloop.lesson.withheld' ? ', withheld: the user is in the holdout' : ''
  return `Lesson “${lesson.id}”, which is for ${purposeOf(lesson)}${held}.`
}
