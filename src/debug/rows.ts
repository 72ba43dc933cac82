/** One verdict, with all that is known of its moment and what can be tried with it. */
import type { Verdict } from '../api'
import { date } from '../ask/sentence'
import { momentKey, type RatingValue } from '../moment/book'
import type { Band } from '../playbook/schema'
import { answerFor, BANDS } from './answer'
import type { Scene } from './scene'
import { because, nameOf, when } from './words'

export interface Row {
  /** Unique in the list. */
  key: string
  /** What `ask()` takes. */
  asked: string
  action: string
  moment: string | undefined
  name: string
  asks: boolean
  reasons: string[]
  /** When it is due, was shown, and expires: "4 March 2026 at 12:00 (in 3 days)". */
  times: [what: string, when: string][]
  /** When, by the passing of time alone, nothing stands against it any more. */
  until?: { time: number; said: string }
  /** What a user would answer for each band; undefined where no answer gives it. */
  answers: [band: Band, value: RatingValue | undefined][]
}

export function rowOf({ action, moment: id, ask: asks, reasons }: Verdict, { playbook, book, now }: Scene): Row {
  const key = momentKey(action, id ?? '')
  const record = id === undefined ? undefined : book.asks[key]
  const declared = playbook.actions[action]
  const { due, expires, displays = [] } = record ?? {}
  const shown = displays.at(-1)
  const ends = reasons.map(({ until }) => until)
  const until = ends.length && ends.every((end) => end !== undefined) ? Math.max(...(ends as number[])) : undefined
  const times: [string, number | undefined][] = [
    ['due', due],
    ['last shown', shown],
    ['expires', expires],
  ]
  return {
    key,
    asked: id ?? action,
    action,
    moment: id,
    name: nameOf(action, book.moments[key] ?? { id }),
    asks,
    reasons: reasons.map(({ message }) => because(message)),
    times: times.flatMap(([what, time]) => (time ? [[what, when(time, now)]] : [])),
    ...(until !== undefined && { until: { time: until, said: date(until) } }),
    answers: declared ? BANDS.map((band) => [band, answerFor(declared, band)]) : [],
  }
}
