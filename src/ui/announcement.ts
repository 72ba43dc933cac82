/** What a screen reader says without being asked when the card changes: which product, what is asked, how to get there. */
import type { FlowState } from '../ask/flow'
import type { CardContextValue } from './context'
import { exitLine } from './exit-line'

/** How many steps or units the lesson has; undefined where it has none to tick. */
const partsOf = ({ lesson }: FlowState): number | undefined => {
  if (lesson?.kind === 'checklist') return lesson.steps.length
  return lesson?.kind === 'course' ? lesson.units.length : undefined
}

const atReasons = ({ flow, plainMessage }: CardContextValue): string => {
  const kind = flow.rating?.band === 'reached' ? 'strengths' : 'obstacles'
  return plainMessage('status.reasons', { title: plainMessage(flow.ask[kind].length > 0 ? kind : 'comment') })
}

const atLesson = ({ flow, plainMessage, plain }: CardContextValue, name: string, before?: FlowState): string => {
  const title = flow.lesson && plain(flow.lesson.title)
  if (before?.step === 'lesson') return plainMessage('status.another', { title })
  return plainMessage(flow.browsing ? 'status.by-hand' : 'status.lesson', { name, title })
}

/** What is to be said at a step that the card has just come to. */
function arrival(card: CardContextValue, before: FlowState | undefined): string {
  const { flow, playbook, plainMessage, plain } = card
  const name = plain(playbook.name ?? playbook.id)
  const asks = (title: string): string => plainMessage('status.ask', { name, title })
  switch (flow.step) {
    case 'goal':
      return asks(plain(playbook.actions[flow.action]?.goal?.question ?? ''))
    case 'review':
      return asks(`${plainMessage('review-planned')} “${flow.commitment?.text}” ${plainMessage('review-did')}`)
    case 'question': {
      const title = flow.ask.question === undefined ? plainMessage('question') : plain(flow.ask.question)
      return flow.rating ? plainMessage('status.change', { title }) : asks(title)
    }
    case 'too-early':
      return plainMessage('too-early-when')
    case 'figures':
      return plainMessage('status.figures', { name })
    case 'reasons':
      return atReasons(card)
    case 'lesson':
      return atLesson(card, name, before)
    case 'thanks':
      return plainMessage('status.noted')
    case 'lessons':
      return plainMessage('status.lessons', { name })
    case 'exit':
      return flow.exit ? exitLine(flow.exit, card) : ''
    case 'closed':
      return ''
  }
}

/** What is to be said of something done within a step. Undefined where its control says so itself. */
function change({ flow, plainMessage }: CardContextValue, before: FlowState): string | undefined {
  const parts = partsOf(flow)
  if (flow.requested && !before.requested) return plainMessage('requested')
  if (flow.plan && flow.plan !== before.plan) return plainMessage('committed')
  if (!flow.plan && before.plan) return plainMessage('status.withdrawn')
  if (flow.done.length !== before.done.length && parts !== undefined)
    return flow.done.length >= parts
      ? plainMessage('status.all-done')
      : plainMessage('steps-done', { value: flow.done.length, of: parts })
  if (flow.useful && !before.useful) {
    const thanks = plainMessage('helped-thanks')
    return flow.more ? `${thanks} ${plainMessage('status.new-button', { button: plainMessage('another') })}` : thanks
  }
  return undefined
}

/**
 * What to say now.
 * @param before what was on the card before. Undefined: it has just opened
 * @returns undefined where there is nothing new to say
 */
export function announcement(card: CardContextValue, before: FlowState | undefined): string | undefined {
  const { flow, hotkey, plainMessage } = card
  const isSameStep = before?.step === flow.step && before.lesson?.id === flow.lesson?.id
  if (before && isSameStep) return change(card, before)
  const words = arrival(card, before)
  if (before?.step === 'exit') return `${plainMessage('status.undone')} ${words}`
  const isNew = before === undefined || (flow.step === 'exit' && flow.exit?.from !== undefined)
  return isNew && hotkey ? `${words} ${plainMessage('status.hotkey', { key: hotkey })}` : words
}
