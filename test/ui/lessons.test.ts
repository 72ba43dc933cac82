// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import type { LessonKind } from '../../src/playbook/schema'
import leadCapture from '../fixtures/playbooks/lead-capture.json'
import { type Opened, open, settled } from './support'

let card: Opened
afterEach(() => card.handle.close())

describe('a lesson', () => {
  test.each<LessonKind>(['tips', 'checklist', 'article', 'video', 'webinar', 'course', 'tool', 'service'])(
    'of kind %s shows its title as heading, what it is, and its content',
    async (kind) => {
      card = await open({ step: 'lesson', kind })
      expect(card.model().flow.lesson?.title).toHaveProperty('en', card.get('heading').textContent)
      expect(card.root().querySelector('h2 + .meta')?.textContent).toMatch(/min$/)
      expect(card.root().querySelector('.content')?.textContent).not.toBe('')
    },
  )

  test('opens its links in a new tab, says so, and keeps the referrer', async () => {
    card = await open({ step: 'lesson', kind: 'tool' })
    const link = card.get('link') as HTMLAnchorElement
    expect([link.target, link.rel, link.getAttribute('referrerpolicy')]).toEqual(['_blank', 'noopener', null])
    expect(card.root().getElementById(link.getAttribute('aria-describedby') as string)?.textContent).toBe(
      'Opens in a new tab',
    )
    link.addEventListener('click', (event) => event.preventDefault())
    link.click()
    expect(card.sent).toEqual([{ type: 'open' }])
  })

  test('shows no link for an unsafe address', async () => {
    card = await open({ step: 'lesson', kind: 'tool' })
    const { flow } = card.model()
    const lesson = { ...flow.lesson, url: 'javascript:alert(1)' } as never
    await card.show({ ...card.model(), flow: { ...flow, lesson } })
    expect(card.find('link')).toBeUndefined()
  })

  test('quotes the plan in the user’s voice, with a button to take it', async () => {
    card = await open({ step: 'lesson', kind: 'tips' })
    expect(card.root().querySelector('blockquote')?.textContent).toBe(
      'Next time I’ll write the preview text myself.'.replace('’', "'"),
    )
    card.get('button', "That's my plan").click()
    expect(card.sent).toEqual([{ type: 'commit' }])
  })

  test('is shown without its content when that can’t be fetched', async () => {
    card = await open({ step: 'lesson', kind: 'tips' })
    const { flow } = card.model()
    await card.show({ ...card.model(), flow: { ...flow, lesson: { ...flow.lesson, kind: 'unheard-of' } as never } })
    expect(card.get('heading').textContent).toBe('The two lines around your subject')
  })
})

describe('a checklist', () => {
  test('shows what is done, and sends ticks with the share', async () => {
    card = await open({ step: 'lesson', kind: 'checklist', done: 2 })
    expect(card.root().getElementById('progress')?.textContent).toBe('2 of 5 done')
    const boxes = [...card.root().querySelectorAll<HTMLInputElement>('input')]
    boxes[4]?.click()
    boxes[0]?.click()
    const ids = boxes.map(({ value }) => value)
    expect(card.sent).toEqual([
      { type: 'progress', done: [ids[0], ids[1], ids[4]], share: 3 / 5 },
      { type: 'progress', done: [ids[1], ids[4]], share: 2 / 5 },
    ])
  })
})

describe('a service without an address', () => {
  test('is asked for with a button, and confirms in place', async () => {
    card = await open({ playbook: leadCapture as never, step: 'lesson', kind: 'service' }, { follow: true })
    card.get('button', 'Yes, please get in touch').click()
    await settled()
    expect(card.sent).toEqual([{ type: 'request' }])
    expect(card.root().querySelector('.content')?.textContent).toContain('You’ll hear from us')
  })
})
