/** How long an article is, and how much of a long one is shown at first. */
import type { Block, Lesson, Text } from '../../playbook/schema'
import type { CardContextValue } from '../context'

/** The most characters that are shown at once: about a minute's reading. */
const LONGEST_AT_ONCE = 1_100
/** How many blocks a longer article begins with. */
export const BEGINNING = 2

const textsOf = (block: Block): Text[] => {
  if ('p' in block) return [block.p]
  if ('quote' in block) return [block.quote]
  return 'list' in block ? block.list : []
}

const lengthOf = (texts: Text[], { plain }: Pick<CardContextValue, 'plain'>): number =>
  texts.reduce<number>((sum, text) => sum + plain(text).length, 0)

/** Whether a lesson takes more than a minute to read. */
export function isLong(lesson: Lesson, card: Pick<CardContextValue, 'plain'>): boolean {
  if (lesson.kind === 'tips') return lengthOf(lesson.points, card) > LONGEST_AT_ONCE
  if (lesson.kind !== 'article') return false
  return lesson.body.length > BEGINNING && lengthOf(lesson.body.flatMap(textsOf), card) > LONGEST_AT_ONCE
}
