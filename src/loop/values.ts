/** The values that the `{{paths}}` of a playbook's texts stand for. */
import type { FlowState } from '../ask/flow'
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Gain } from '../rating/gain'

export const textValues = (
  playbook: CompiledPlaybook,
  book: Book,
  { moment, lesson }: Pick<FlowState, 'moment' | 'lesson'>,
  gain: Gain | undefined,
): Record<string, unknown> => {
  const goal = playbook.actions[moment.action]?.goal?.options.find((option) => option.id === moment.goal)
  return {
    moment: { id: moment.id, label: moment.label, at: moment.at, properties: moment.properties },
    metrics: moment.metrics,
    user: { id: book.user.id, traits: book.user.traits },
    goal: moment.goalText ?? goal?.label,
    digest: moment.digest,
    gain,
    lesson: { title: lesson?.title },
    playbook: { name: playbook.name },
  }
}
