/** Every decision in the console, with its reason; one line for each moment whose verdict is not what it was. */
import type { Circumstances } from '../ask/circumstances'
import type { Verdict } from '../api'
import { explain } from '../ask/explain'
import { type Book, momentKey } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Lesson } from '../playbook/schema'
import { nameOf, sentenceOf } from './words'

export interface Log {
  /** What was decided, and from what. */
  decided(about: Circumstances): void
  /** The book was written: a lesson may have been chosen. */
  written(book: Book, playbook: CompiledPlaybook): void
}

/** Over for good: not worth a line when the page has just been opened. */
const OVER = /^(answered|cancelled|expired|dismissed|muted)$/

export const isOver = ({ reasons }: Pick<Verdict, 'reasons'>): boolean => reasons.some(({ code }) => OVER.test(code))

/** What a lesson is for: "bands missed, partly; obstacles unsubscribes". */
export const purposeOf = ({ for: { if: _, ...lists } }: Lesson): string =>
  Object.entries(lists)
    .map(([list, ids]) => `${list} ${ids?.join(', ')}`)
    .join('; ') || 'any result'

/** @param say gets each line; the same decision twice has none the second time */
export function createLog(say: (line: string) => void): Log {
  const told = new Map<string, string>()
  const of = { verdicts: false, lessons: false }
  /** What was there before the page was opened is only noted, where it is over. */
  const tell = (key: string, line: string, past: boolean): void => {
    if (told.get(key) !== line && !past) say(line)
    told.set(key, line)
  }
  return {
    decided(about) {
      const { moments } = about.book
      const verdicts = explain(about).filter(({ moment }) => moment !== undefined)
      for (const verdict of verdicts) {
        const { action, moment: id = '', reasons } = verdict
        const key = momentKey(action, id)
        tell(key, `${nameOf(action, moments[key] ?? { id })}. ${sentenceOf(reasons)}`, !of.verdicts && isOver(verdict))
      }
      if (!verdicts.length) tell('', 'Nothing to ask about: no moment is remembered.', false)
      of.verdicts = true
    },
    written({ ratings, moments }, { lessons }) {
      for (const { id, action, moment, band, lesson: chosen } of Object.values(ratings)) {
        const lesson = lessons.find((one) => one.id === chosen)?.source
        const name = nameOf(action, moments[momentKey(action, moment)] ?? { id: moment })
        const line = lesson && `${name}. Answered ${band}: lesson "${lesson.id}", which is for ${purposeOf(lesson)}.`
        if (line) tell(`rating ${id}`, line, !of.lessons)
      }
      of.lessons = true
    },
  }
}
