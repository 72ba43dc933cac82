/** What the panel shows, as plain data: every verdict with its reasons, what waits, and what is known of the user. */
import type { Verdict } from '../api'
import { explain } from '../ask/explain'
import { date } from '../ask/sentence'
import { momentKey } from '../moment/book'
import { chosenOf, stateOf, titleOf } from './events'
import { isOver } from './log'
import { type Row, rowOf } from './rows'
import type { Scene } from './scene'
import { userOf } from './user'
import { textOf } from './words'

export interface Picture {
  /** "3 March 2026 at 12:00". */
  now: string
  /** How far a dry run is ahead; undefined without one. */
  dry: string | undefined
  /** The lesson a dry run has shown last, and what it is for. */
  lesson: string | undefined
  /** Moments that can still be asked about. */
  pending: Row[]
  /** Actions of which no moment is remembered. */
  blank: Row[]
  /** Moments whose ask is over for good, in a dry run those that were before it. */
  over: Row[]
  /** Events waiting for the endpoint. */
  outbox: string[]
  /** What a dry run would have posted. */
  posted: string[] | undefined
  lessons: [id: string, title: string][]
  user: [what: string, value: string][]
}

export function pictureOf(scene: Scene): Picture {
  const { playbook, book, own, facts, now, dry, waiting, language } = scene
  const settled = ({ action, moment = '' }: Verdict) => own.asks[momentKey(action, moment)]?.status ?? 'pending'
  const groupOf = (verdict: Verdict) =>
    verdict.moment === undefined ? 'blank' : isOver(verdict) && settled(verdict) !== 'pending' ? 'over' : 'pending'
  const verdicts = explain({ playbook, book, facts, now })
  const rows = (group: string): Row[] =>
    verdicts.filter((verdict) => groupOf(verdict) === group).map((verdict) => rowOf(verdict, scene))
  return {
    now: date(now),
    dry: dry && aheadOf(dry.ahead),
    lesson: dry && chosenOf(dry.posted, playbook.source),
    pending: rows('pending'),
    blank: rows('blank'),
    over: rows('over'),
    outbox: waiting.map((one) => `${titleOf(one.event)}: ${stateOf(one, now)}`),
    posted: dry?.posted.map(titleOf),
    lessons: playbook.lessons.map(({ id, source }) => [id, textOf(source.title, playbook.source, language) || id]),
    user: userOf(scene),
  }
}

/** `90061000` as "1 day 1 hour 1 minute ahead". */
const aheadOf = (ms: number): string => {
  const minutes = Math.round(ms / 60_000)
  const parts = [
    [Math.trunc(minutes / 1440), 'day'],
    [Math.trunc(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const said = parts.flatMap(([count, unit]) => {
    const many = Math.abs(count)
    return many ? [`${many} ${unit}${many > 1 ? 's' : ''}`] : []
  })
  return said.length ? `${said.join(' ')} ${ms < 0 ? 'behind' : 'ahead'}` : 'at the present time'
}
