/** The answers users can give, as coverage counts them, and the lessons meant for each. */
import type { Action, Band, Lesson } from '../playbook/schema'

/** One answer of one kind of user. */
export interface Cell {
  action: string
  band: Band
  /** What the user gave as the reason, after `missed` and `partly`. */
  obstacle?: string
  /** What the user gave as the reason, after `reached`. */
  strength?: string
  /** A segment the user is in; absent for a user who is in none. */
  segment?: string
}

/** An answer that leads to no lesson. */
export interface Hole extends Cell {
  language: string
  message: string
}

const BANDS: Band[] = ['missed', 'partly', 'reached']

/** Every answer to one action, of a user in no segment. */
export const answersTo = (action: string, { ask }: Action): Cell[] =>
  BANDS.flatMap((band) => {
    const reasons: Partial<Cell>[] =
      band === 'reached'
        ? (ask.strengths ?? []).map(({ id }) => ({ strength: id }))
        : (ask.obstacles ?? []).map(({ id }) => ({ obstacle: id }))
    return [{}, ...reasons].map((reason) => ({ action, band, ...reason }))
  })

const meant = (list: readonly string[] | undefined, id: string | undefined): boolean =>
  !list || (id !== undefined && list.includes(id))

/** Whether a lesson is for an answer, whoever gives it. */
export const fitsAnswer = ({ for: whom }: Lesson, { action, band, obstacle, strength }: Cell): boolean =>
  meant(whom.actions, action) &&
  meant(whom.bands, band) &&
  meant(whom.obstacles, obstacle) &&
  meant(whom.strengths, strength)

/** Whether a lesson is for a user of this segment, or of none. */
export const fitsSegment = ({ for: whom }: Lesson, segment: string | undefined): boolean =>
  meant(whom.segments, segment)

/** One hole, as `coverage` names it. */
export const holeInWords = ({ action, band, obstacle, strength, segment }: Cell, language: string): string =>
  [
    `No lesson after "${action}" was ${band}`,
    obstacle && ` because of "${obstacle}"`,
    strength && ` thanks to "${strength}"`,
    segment && `, for the segment "${segment}"`,
    `, in "${language}"`,
  ]
    .filter(Boolean)
    .join('')
