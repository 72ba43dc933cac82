/** What the panel shows, as plain data: every verdict with its reasons, the outbox, and what is known of the user. */
import type { Verdict } from '../api'
import { explain } from '../ask/explain'
import { date } from '../ask/sentence'
import { momentKey } from '../moment/book'
import { chosenOf, stateOf, titleOf } from './events'
import { isOver } from './log'
import type { Scene } from './scene'
import { userOf } from './user'
import { type VerdictRow, verdictRow } from './verdict-row'
import { plural, textOf } from './words'

export interface Picture {
  /** "3 March 2026 at 12:00". */
  now: string
  /** How far a dry run is ahead; undefined without one. */
  dry: string | undefined
  /** The lesson a dry run showed last, and what it is for. */
  lesson: string | undefined
  /** Moments that can still be asked about. */
  pending: VerdictRow[]
  /** Actions of which no moment is remembered. */
  blank: VerdictRow[]
  /** Moments whose ask is over for good; in a dry run, those that were over before it began. */
  over: VerdictRow[]
  /** Events waiting for the endpoint. */
  outbox: string[]
  /** What a dry run would have posted. */
  posted: string[] | undefined
  lessons: [id: string, title: string][]
  user: [name: string, value: string][]
}

type Group = 'pending' | 'blank' | 'over'

export function pictureOf(scene: Scene): Picture {
  const { playbook, book, own, facts, now, dry, waiting, language } = scene
  const isSettled = ({ action, moment = '' }: Verdict): boolean => {
    const status = own.asks[momentKey(action, moment)]?.status
    return status !== undefined && status !== 'pending'
  }
  const groupOf = (verdict: Verdict): Group => {
    if (verdict.moment === undefined) return 'blank'
    return isOver(verdict) && isSettled(verdict) ? 'over' : 'pending'
  }
  const verdicts = explain({ playbook, book, facts, now })
  const rows = (group: Group): VerdictRow[] =>
    verdicts.filter((verdict) => groupOf(verdict) === group).map((verdict) => verdictRow(verdict, scene))
  return {
    now: date(now),
    dry: dry && offsetInWords(dry.ahead),
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
const offsetInWords = (ms: number): string => {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  if (!minutes) return 'at the present time'
  const parts = [
    [Math.trunc(minutes / 1440), 'day'],
    [Math.trunc(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => plural(count, unit))
  return `${words.join(' ')} ${ms < 0 ? 'behind' : 'ahead'}`
}
