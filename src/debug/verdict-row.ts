/** A verdict as the panel lists it: with its moment, its times, and what can be tried with it. */
import type { Verdict } from '../api'
import { date } from '../ask/sentence'
import { momentKey, type RatingValue } from '../moment/book'
import type { Band } from '../playbook/schema'
import { answerFor, BANDS } from './answer'
import type { Scene } from './scene'
import { because, nameOf, when } from './words'

export interface VerdictRow {
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
  times: [name: string, when: string][]
  /** From when on it can be asked, if nothing but time stands against it. */
  until?: { time: number; label: string }
  /** An answer that gives each band; undefined where none does. */
  answers: [band: Band, value: RatingValue | undefined][]
}

export function verdictRow(
  { action, moment: id, ask: asks, reasons }: Verdict,
  { playbook, book, now }: Scene,
): VerdictRow {
  const key = momentKey(action, id ?? '')
  const record = id === undefined ? undefined : book.asks[key]
  const declared = playbook.actions[action]
  const { due, expires, displays = [] } = record ?? {}
  const shown = displays.at(-1)
  const ends = reasons.flatMap(({ until }) => until ?? [])
  const until = ends.length && ends.length === reasons.length ? Math.max(...ends) : undefined
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
    times: times.flatMap(([name, time]) => (time ? [[name, when(time, now)]] : [])),
    ...(until !== undefined && { until: { time: until, label: date(until) } }),
    answers: declared ? BANDS.map((band) => [band, answerFor(declared, band)]) : [],
  }
}
