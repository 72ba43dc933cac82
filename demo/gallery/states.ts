/** Every state of the card, reached as a user reaches it: through the card's own state machine. */
import {
  advance,
  browseLesson,
  browseShelf,
  type FlowContext,
  type FlowEvent,
  type FlowState,
  startFlow,
} from '../../src/ask/flow'
import type { Moment } from '../../src/moment/book'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Lesson, LessonKind } from '../../src/playbook/schema'
import { plainText } from '../../src/playbook/text'
import type { Gain } from '../../src/rating/gain'
import type { CardModel } from '../../src/ui/mount'
import type { Words } from '../../src/ui/languages'
import { lessons, playbook, SCALES } from './playbook'

export interface State {
  /** In addresses and in the names of pictures. */
  id: string
  /** As a person would name it. */
  title: string
  flow: FlowState
  gain?: Gain
}

const compiled = compilePlaybook(playbook)
const DAY = 86_400_000
/** The pictures stay the same from one day to the next. */
const NOW = Date.parse('2026-12-01T10:00:00+01:00')

const lessonOf = (kind: LessonKind): Lesson => lessons.find((lesson) => lesson.kind === kind) as Lesson

/** @param kind of the lesson that an answer leads to; `null` leads to none */
export const contextFor = (language = 'en', kind: LessonKind | null = 'tips'): FlowContext => {
  let made = 0
  return {
    playbook: compiled,
    comesBack: (wait = 3 * DAY) => NOW + wait,
    newId: () => `id-${made++}`,
    plainText: (text) => plainText(text, { language, fallback: 'en', values: valuesOf(momentOf('outcome')) }),
    chooseLesson: (_, exclude) => {
      const fitting = lessons.filter((lesson) => lesson.kind === kind && !exclude.includes(lesson.id))
      const [lesson] = [...fitting, ...lessons].filter(({ id }) => !exclude.includes(id))
      return lesson && kind ? { lesson } : undefined
    },
  }
}

const momentOf = (action: string, more: Partial<Moment> = {}): Moment => ({
  id: 'c_42',
  action,
  label: 'Spring sale',
  at: NOW - 3 * DAY,
  updated: NOW,
  ...more,
})

const valuesOf = ({ id, label, at, metrics }: Moment, gain?: Gain): Record<string, unknown> => ({
  moment: { id, label, at },
  metrics,
  goal: undefined,
  gain,
  playbook: { name: playbook.name },
})

const opened = (action: string, more: Partial<Parameters<typeof startFlow>[0]> = {}): FlowState =>
  startFlow({ playbook: compiled, moment: momentOf(action), id: 'r_1', ...more })

const after = (start: FlowState, kind: LessonKind | null, ...events: FlowEvent[]): FlowState =>
  events.reduce((state, event) => advance(state, event, contextFor('en', kind)).state, start)

const rated = (value: number | string): FlowEvent => ({ type: 'rate', id: 'r_1', value })
const MISSED = rated('not-yet')
const REACHED = rated('yes')
const SKIP: FlowEvent = { type: 'skip' }
const IN_A_WEEK: FlowEvent = { type: 'ask-in', after: 7 * DAY }

const outcome = (kind: LessonKind | null, ...events: FlowEvent[]): FlowState =>
  after(opened('outcome'), kind, ...events)

const gain: Gain = { from: 62, to: 118, change: 56, since: NOW - 90 * DAY, metric: 'orders', better: true }
const commitment = { id: 'k_1', lesson: 'tips', text: 'Next time I’ll write the subject line last.' }
const measured = (orders: number): FlowState =>
  startFlow({ playbook: compiled, moment: momentOf('measured', { metrics: { orders } }), id: 'r_1' })

const shelf = lessons.map((lesson, at) => ({
  lesson,
  done: [],
  completed: at % 3 === 0,
  requested: lesson.kind === 'service',
  plan: at === 1 ? commitment.text : undefined,
}))

const KINDS = lessons.map(({ kind }) => kind)

export const states: State[] = [
  { id: 'goal', title: 'Goal', flow: opened('outcome', { goal: true, due: false }) },
  { id: 'review', title: 'Review of the last plan', flow: opened('outcome', { commitment }) },
  ...SCALES.map((kind): State => ({ id: `question-${kind}`, title: `Question: ${kind}`, flow: opened(kind) })),
  { id: 'figures-reached', title: 'Figures: reached', flow: measured(118), gain },
  { id: 'figures-missed', title: 'Figures: missed', flow: measured(31) },
  { id: 'obstacles', title: 'Obstacles', flow: outcome('tips', MISSED) },
  { id: 'strengths', title: 'Strengths', flow: outcome('tips', REACHED), gain },
  { id: 'too-early', title: 'Too early to tell', flow: outcome('tips', { type: 'too-early' }) },
  { id: 'exit-later', title: 'Asked to wait', flow: outcome('tips', { type: 'later' }) },
  { id: 'exit-too-early', title: 'Asked again in a week', flow: outcome('tips', { type: 'too-early' }, IN_A_WEEK) },
  { id: 'exit-closed', title: 'Closed without an answer', flow: outcome('tips', { type: 'close' }) },
  { id: 'exit-muted', title: 'Not asked about this again', flow: outcome('tips', { type: 'mute' }) },
  { id: 'changing', title: 'Changing the answer', flow: outcome('tips', MISSED, { type: 'change' }) },
  ...KINDS.map((kind): State => ({
    id: `lesson-${kind}`,
    title: `Lesson: ${kind}`,
    flow: outcome(kind, MISSED, SKIP),
  })),
  {
    id: 'lesson-other-ways',
    title: 'Lesson, with other ways',
    flow: { ...outcome('tips', MISSED, SKIP), ways: ['video', 'checklist', 'service'] },
  },
  { id: 'lesson-reached', title: 'Lesson after good news', flow: outcome('tips', REACHED, SKIP), gain },
  {
    id: 'lesson-planned',
    title: 'Lesson, planned',
    flow: outcome('tips', MISSED, SKIP, { type: 'open' }, { type: 'commit' }),
  },
  {
    id: 'lesson-helped',
    title: 'Lesson that helped',
    flow: outcome('tips', MISSED, SKIP, { type: 'judge', useful: true }),
  },
  {
    id: 'lesson-half-done',
    title: 'Checklist, half done',
    flow: outcome('checklist', MISSED, SKIP, { type: 'progress', done: ['step-0'], share: 1 / 3 }),
  },
  { id: 'lesson-requested', title: 'Service, asked for', flow: outcome('service', MISSED, SKIP, { type: 'request' }) },
  { id: 'thanks', title: 'Thanks', flow: outcome(null, MISSED, SKIP) },
  { id: 'lesson-browsed', title: 'Lesson, opened by hand', flow: browseLesson({ lesson: lessonOf('article') }) },
  { id: 'lessons', title: 'List of lessons', flow: browseShelf(shelf) },
  { id: 'lessons-none', title: 'List of lessons, empty', flow: browseShelf([]) },
]

/** How all states are shown. */
export interface Look {
  language: string
  words: Words
  accent?: string | undefined
}

export const modelOf = ({ flow, gain: of }: State, { language, words, accent }: Look): CardModel => ({
  flow,
  playbook: accent ? { ...playbook, theme: { ...playbook.theme, light: { accent }, dark: { accent } } } : playbook,
  language,
  words,
  now: NOW,
  hotkey: 'F8',
  values: valuesOf(flow.moment, of),
  ...(of && { gain: of }),
})
