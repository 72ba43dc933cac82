/** A card to walk through in tests: an action with a goal, obstacles and strengths, and lessons by rank. */
import {
  advance,
  type FlowContext,
  type FlowEffect,
  type FlowEvent,
  type FlowStart,
  type FlowState,
  startFlow,
} from '../../src/ask/flow'
import type { OfferedFor } from '../../src/lesson/offer'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Ask, Lesson } from '../../src/playbook/schema'
import { lesson } from '../lesson/cases'

export const LESSONS: Lesson[] = [
  lesson('first', {}, { commit: 'Next time I’ll test.' }),
  lesson('second', {}, { kind: 'service' }),
  lesson('third'),
]

export interface Setting {
  ask?: Partial<Ask>
  lessons?: Lesson[]
  withheld?: boolean
  /** How often the ask can still be put off. @default once */
  snoozes?: 0
  metrics?: Record<string, number>
  start?: Partial<FlowStart>
}

export const playbookOf = ({ ask, lessons = LESSONS }: Setting): CompiledPlaybook =>
  compilePlaybook({
    version: 1,
    id: 'shop',
    actions: {
      send: {
        goal: { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }], other: true },
        metrics: {
          opens: { label: 'Opens', unit: 'percent', better: 'higher', reached: { $gte: 0.3 }, missed: { $lt: 0.1 } },
        },
        ask: {
          question: 'Did it work?',
          obstacles: [
            { id: 'few-opens', label: 'Few opens' },
            { id: 'no-sales', label: 'No sales' },
          ],
          strengths: [{ id: 'timing', label: 'Timing' }],
          ...ask,
        },
      },
    },
    lessons,
  })

/** Lessons are offered in playbook order; what they were asked for is noted in `asked`. */
export const contextOf = (setting: Setting, asked: OfferedFor[] = []): FlowContext => ({
  playbook: playbookOf(setting),
  chooseLesson(rating, exclude, kind) {
    asked.push(rating)
    const lessons = setting.lessons ?? LESSONS
    const found = lessons.find((one) => !exclude.includes(one.id) && (!kind || one.kind === kind))
    const kinds = lessons.map((one) => one.kind).filter((one) => one !== found?.kind)
    return found && { lesson: found, withheld: setting.withheld ?? false, ways: [...new Set(kinds)] }
  },
  comesBack: (after = setting.snoozes === 0 ? undefined : 3) => after,
  newId: () => 'k9',
  plainText: (text) => text as string,
})

export const started = (setting: Setting = {}): FlowState =>
  startFlow({
    playbook: playbookOf(setting),
    moment: { id: 'c1', action: 'send', at: 0, updated: 0, ...(setting.metrics && { metrics: setting.metrics }) },
    id: 'measured',
    ...setting.start,
  })

/** The state and all effects after some events. */
export const walk = (events: FlowEvent[], setting: Setting = {}, from = started(setting)) => {
  const asked: OfferedFor[] = []
  const context = contextOf(setting, asked)
  let state = from
  const effects: FlowEffect[] = []
  for (const event of events) {
    const move = advance(state, event, context)
    state = move.state
    effects.push(...move.effects)
  }
  return { state, effects, asked }
}

export const rate = (value: string | number = 'not-yet', id = 'r1'): FlowEvent => ({ type: 'rate', id, value })
export const explain = (reasons: string[] = [], comment = ''): FlowEvent => ({ type: 'explain', reasons, comment })

/** An effect in a word or two: `rated missed`, `lesson shown first`. */
export const told = ({ type, data }: FlowEffect): string => {
  switch (type) {
    case 'rating.given':
      return `rated ${data.band}`
    case 'rating.explained':
      return `explained ${[...(data.obstacles ?? []), ...(data.strengths ?? [])].join()} ${data.comment ?? ''}`.trim()
    case 'ask.dismissed':
      return data.muted ? 'muted' : 'dismissed'
    case 'ask.snoozed':
      return `${data.early ? 'too early' : 'snoozed'} ${data.due}`
    case 'lesson.progressed':
      return `progressed ${data.done?.join()} ${data.progress}`
    case 'lesson.judged':
      return data.declined ? `lesson declined ${data.lesson}` : data.useful ? 'useful' : 'not useful'
    case 'commitment.made':
      return `committed ${data.text}`
    case 'commitment.withdrawn':
      return `withdrew ${data.text}`
    case 'goal.stated':
      return `goal ${data.goal} ${data.text ?? ''}`.trim()
    case 'goal.skipped':
      return 'goal skipped'
    case 'commitment.reviewed':
      return `reviewed ${data.commitment} ${data.did}`
    case 'preference.stated':
      return `prefers ${data.kind}`
    default:
      return `${type.replace('.', ' ')} ${data.lesson}`
  }
}
