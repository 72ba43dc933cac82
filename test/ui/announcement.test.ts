// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { browseLesson, browseShelf, type FlowState } from '../../src/ask/flow'
import type { Lesson } from '../../src/playbook/schema'
import { announcement } from '../../src/ui/announcement'
import { createCardContext } from '../../src/ui/context'
import { email, type Opened, open } from './support'
import { modelOf, type Situation } from './situation'

/** What is said when the card changes from one state to another. */
const said = (
  situation: Partial<Situation>,
  change: (flow: FlowState) => FlowState = (flow) => flow,
  before?: (flow: FlowState) => FlowState,
): string | undefined => {
  const model = modelOf({ playbook: email, ...situation })
  const card = createCardContext({ ...model, flow: change(model.flow), hotkey: 'F8' }, {} as never)
  return announcement(card, before?.(model.flow))
}

const lessonOf = (kind: Lesson['kind']) => email.lessons.find((one) => one.kind === kind) as Lesson
const at =
  (step: FlowState['step']) =>
  (flow: FlowState): FlowState => ({ ...flow, step })

describe('a card that opens says who asks what, and how to get there', () => {
  test.each<[string, string | RegExp, Partial<Situation>, ((flow: FlowState) => FlowState)?]>([
    ['the question', /^Better campaigns has a short question: You sent .* Press F8 to get there\.$/, {}],
    ['the goal', /^Better campaigns has a short question: .*\? Press F8/, { step: 'goal' }],
    [
      'the plan of last time',
      /^Better campaigns has a short question: Last time you planned: “.*” Did you\?/,
      { step: 'review' },
    ],
    ['the figures', /^Better campaigns: the results are in\. Press F8/, { step: 'figures' }],
    ['the list of lessons', /^Better campaigns: your lessons\. Press F8/, {}, () => browseShelf([])],
    [
      'a lesson by hand',
      /^Better campaigns, a lesson: .+ Press F8/,
      {},
      () => browseLesson({ lesson: lessonOf('tips'), done: [] }),
    ],
  ])('%s', (_, expected, situation, change) => {
    expect(said(situation, change)).toMatch(expected)
  })
})

describe('a card that changes says what is new', () => {
  test.each<
    [
      string,
      string | RegExp | undefined,
      Partial<Situation>,
      (flow: FlowState) => FlowState,
      ((flow: FlowState) => FlowState)?,
    ]
  >([
    ['the reasons', 'Thanks, noted. What got in the way?', { step: 'reasons', band: 'missed' }, at('question')],
    ['a lesson', /^Thanks, noted\. A short lesson for you: \S/, { step: 'lesson', band: 'missed' }, at('reasons')],
    ['thanks', 'Thanks, noted.', { step: 'thanks' }, at('reasons')],
    [
      'an answer to be changed',
      /^Choose your answer again: You sent/,
      { step: 'reasons' },
      at('reasons'),
      at('question'),
    ],
    ['times to choose from', 'When should we ask again?', {}, at('question'), at('too-early')],
    ['what was undone', /^Undone\. Better campaigns has a short question/, {}, at('exit')],
    [
      'a plan',
      'Noted for next time.',
      { step: 'lesson' },
      (flow) => flow,
      (flow) => ({ ...flow, plan: { id: 'k', text: 'Yes.' } }),
    ],
    [
      'a plan taken back',
      'Your plan is taken back.',
      { step: 'lesson' },
      (flow) => ({ ...flow, plan: { id: 'k', text: 'Yes.' } }),
    ],
    [
      'a button that has come up',
      'Good to hear. There is a new button: Show me another',
      { step: 'lesson' },
      (flow) => flow,
      (flow) => ({ ...flow, useful: true, more: true }),
    ],
    [
      'a lesson that helped, where there is no other',
      'Good to hear.',
      { step: 'lesson' },
      (flow) => flow,
      (flow) => ({ ...flow, useful: true, more: false }),
    ],
    [
      'a step that was ticked',
      /^1 of \d done$/,
      { step: 'lesson', kind: 'checklist' },
      (flow) => flow,
      (flow) => ({ ...flow, done: ['a'] }),
    ],
    ['nothing where nothing was done', undefined, { step: 'lesson' }, (flow) => flow],
  ])('%s', (_, expected, situation, before, change) => {
    const words = said(situation, change, before)
    if (expected === undefined || words === undefined) expect(words).toBe(expected)
    else expect(words).toMatch(expected)
  })
})

describe('the live region', () => {
  let card: Opened
  afterEach(() => card.handle.close())

  test('says that a button has come up for a choice made by arrow keys', async () => {
    card = await open()
    card.get('radio', 'Yes').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    await expect.poll(() => card.get('status').textContent).toBe('Press “Continue” to answer.')
  })
})
