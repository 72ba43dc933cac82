/** The values that the `{{paths}}` of a playbook's texts stand for. */
import type { FlowState } from '../ask/flow'
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Gains } from '../rating/gain'

/** What a text is about. */
export interface Topic extends Pick<FlowState, 'moment'> {
  lesson?: FlowState['lesson']
}

/** How an answer is shown that is a name, such as `not-yet`. */
export type AnswerWords = (value: string, action: string) => unknown

/** `gain.from` and its like, then those of each metric and of the answers by name. */
const gainValues = ({ first, metrics, rating }: Gains, action: string, words: AnswerWords): Record<string, unknown> => {
  const shown = (value: string | number): unknown => (typeof value === 'string' ? words(value, action) : value)
  return {
    ...first,
    ...metrics,
    rating: rating && { ...rating, from: shown(rating.from), to: shown(rating.to) },
  }
}

export const textValues = (
  playbook: CompiledPlaybook,
  book: Book,
  { moment, lesson }: Topic,
  gains: Gains | undefined,
  words: AnswerWords = (value) => value,
): Record<string, unknown> => {
  const goal = playbook.actions[moment.action]?.goal?.options.find((option) => option.id === moment.goal)
  return {
    moment: { id: moment.id, label: moment.label, at: moment.at, properties: moment.properties },
    metrics: moment.metrics,
    user: { id: book.user.id, traits: book.user.traits },
    account: book.user.account && { id: book.user.account.id, traits: book.user.account.traits },
    goal: moment.goalText ?? goal?.label,
    digest: moment.digest,
    gain: gains && gainValues(gains, moment.action, words),
    lesson: { title: lesson?.title },
    playbook: { name: playbook.name },
  }
}
