import { beforeAll, describe, expect, it } from 'vitest'
import { askAnswered, askShown } from '../../src/ask/asks'
import type { Facts } from '../../src/ask/circumstances'
import { createLog } from '../../src/debug/log'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Lesson } from '../../src/playbook/schema'
import { day, FREE, fresh, playbook, tracked } from '../ask/scene'

beforeAll(() => {
  process.env.TZ = 'UTC'
})

const lesson: Lesson = {
  id: 'fewer-goodbyes',
  kind: 'tips',
  title: 'Fewer goodbyes',
  points: ['…'],
  for: { bands: ['missed'], obstacles: ['unsubscribes'] },
}
const plan = compilePlaybook({ ...playbook(FREE).source, lessons: [lesson] })
const sent = tracked(fresh(), plan, 'sent', 'a', day(0), { label: 'Spring sale' })
const key = momentKey('sent', 'a')
const rated = (book: Book, band: 'missed' | 'reached', chosen?: string): Book => ({
  ...book,
  ratings: {
    r: {
      id: 'r',
      moment: 'a',
      action: 'sent',
      at: day(3),
      value: 'no',
      scale: 'outcome',
      score: 0,
      band,
      updated: day(3),
      ...(chosen && { lesson: chosen }),
    },
  },
})

function listen() {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  return {
    decided: (book: Book, now: number, facts: Facts = {}) => log.decided({ playbook: plan, book, facts, now }),
    written: (book: Book) => log.written(book, plan),
    /** What was said since it was last asked. */
    said: () => lines.splice(0),
  }
}

describe('a decision', () => {
  it('is told with its reason, and not again while nothing changes', () => {
    const log = listen()
    log.decided(sent, day(1))
    expect(log.said()).toEqual(['sent “Spring sale” (a). Not asked: it is not due yet (until 4 March 2026 at 12:00).'])
    log.decided(sent, day(1))
    log.decided(structuredClone(sent), day(2))
    expect(log.said()).toEqual([])
  })

  it('is told anew when its reason is another, and when it is asked', () => {
    const log = listen()
    log.decided(sent, day(1))
    log.said()
    log.decided(sent, day(3), { busy: 'typing' })
    log.decided(sent, day(3))
    log.decided(askAnswered(askShown(sent, key, day(3)), key, day(3)), day(3))
    expect(log.said()).toEqual([
      'sent “Spring sale” (a). Not asked: the user is typing; it is asked as soon as that ends.',
      'sent “Spring sale” (a). Asked now.',
      'sent “Spring sale” (a). Not asked: this moment was rated on 4 March 2026 at 12:00.',
    ])
  })

  it('has all its reasons in one line', () => {
    const log = listen()
    log.decided(sent, day(1), { consent: false })
    expect(log.said()).toEqual([
      'sent “Spring sale” (a). Not asked: it is not due yet (until 4 March 2026 at 12:00); ' +
        'consent is waited for; call gainloop("consent", true).',
    ])
  })

  it('tells of the moments that changed only', () => {
    const log = listen()
    const two = tracked(sent, plan, 'other', 'b', day(0))
    log.decided(two, day(0))
    expect(log.said().length).toBe(2)
    log.decided(cancel(two, 'b', day(0)).book, day(0))
    expect(log.said()).toEqual(['other (b). Not asked: this moment was cancelled on 1 March 2026 at 12:00.'])
  })

  it('says once that there is nothing to ask about', () => {
    const log = listen()
    log.decided(fresh(), day(0))
    log.decided(fresh(), day(1))
    expect(log.said()).toEqual(['Nothing to ask about: no moment is remembered.'])
  })

  it('says nothing of what was over before the page was opened', () => {
    const log = listen()
    log.decided(askAnswered(sent, key, day(3)), day(4))
    expect(log.said()).toEqual([])
  })
})

describe('the choice of a lesson', () => {
  it('is told once, with what the lesson is for', () => {
    const log = listen()
    log.written(sent)
    log.written(rated(sent, 'missed'))
    expect(log.said()).toEqual([])
    log.written(rated(sent, 'missed', lesson.id))
    log.written(rated(sent, 'missed', lesson.id))
    expect(log.said()).toEqual([
      'sent “Spring sale” (a). Answered missed: lesson "fewer-goodbyes", which is for bands missed; obstacles unsubscribes.',
    ])
  })

  it('is not told of lessons chosen before the page was opened', () => {
    const log = listen()
    log.written(rated(sent, 'missed', lesson.id))
    expect(log.said()).toEqual([])
  })
})
