/** Every decision in the console, with its reason; one line for each moment whose verdict has changed. */
import type { ReasonCode, Verdict } from '../api'
import type { Circumstances } from '../ask/circumstances'
import { explain } from '../ask/explain'
import { type Book, momentKey } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Lesson } from '../playbook/schema'
import { nameOf, sentenceOf } from './words'

export interface Log {
  /** A decision was made in these circumstances. */
  decided(circumstances: Circumstances): void
  /** The book was written: a lesson may have been chosen. */
  written(book: Book, playbook: CompiledPlaybook): void
}

/** Reasons that no passing of time removes. */
const FINAL_REASONS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'answered',
  'cancelled',
  'expired',
  'dismissed',
  'muted',
])

/** Whether an ask is over for good: not worth a line when the page has just been opened. */
export const isOver = ({ reasons }: Pick<Verdict, 'reasons'>): boolean =>
  reasons.some(({ code }) => FINAL_REASONS.has(code))

/** What a lesson is for: "bands missed, partly; obstacles unsubscribes". */
export const purposeOf = ({ for: { if: _, ...lists } }: Lesson): string =>
  Object.entries(lists)
    .map(([list, ids]) => `${list} ${ids?.join(', ')}`)
    .join('; ') || 'any result'

/** @param print gets each line; a decision that is the same as before has none */
export function createLog(print: (line: string) => void): Log {
  /** The last line of each moment and rating. */
  const lines = new Map<string, string>()
  const seenOnce = { verdicts: false, lessons: false }
  /** @param old whether it happened before the page was opened: then it is remembered, but not printed */
  const log = (key: string, line: string, old: boolean): void => {
    if (lines.get(key) !== line && !old) print(line)
    lines.set(key, line)
  }
  return {
    decided(circumstances) {
      const { moments } = circumstances.book
      const verdicts = explain(circumstances).filter(({ moment }) => moment !== undefined)
      for (const verdict of verdicts) {
        const { action, moment: id = '', reasons } = verdict
        const key = momentKey(action, id)
        const line = `${nameOf(action, moments[key] ?? { id })}. ${sentenceOf(reasons)}`
        log(key, line, !seenOnce.verdicts && isOver(verdict))
      }
      if (!verdicts.length) log('', 'Nothing to ask about: no moment is remembered.', false)
      seenOnce.verdicts = true
    },
    written({ ratings, moments }, { lessons }) {
      for (const { id, action, moment, band, lesson: chosen } of Object.values(ratings)) {
        const lesson = lessons.find((one) => one.id === chosen)?.source
        if (!lesson) continue
        const name = nameOf(action, moments[momentKey(action, moment)] ?? { id: moment })
        const line = `${name}. Answered ${band}: lesson "${lesson.id}", which is for ${purposeOf(lesson)}.`
        log(`rating ${id}`, line, !seenOnce.lessons)
      }
      seenOnce.lessons = true
    },
  }
}
