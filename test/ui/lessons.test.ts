// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowState } from '../../src/ask/flow'
import type { LessonKind, LessonOf } from '../../src/playbook/schema'
import leadCapture from '../fixtures/playbooks/lead-capture.json'
import { chunks } from '../../src/chunks'
import { type Opened, open, settled } from './support'

let card: Opened
afterEach(() => card.handle.close())

/** The card at a lesson of that kind, changed. */
const openLesson = async <K extends LessonKind>(
  kind: K,
  lesson: Partial<LessonOf<K>>,
  flow: Partial<FlowState> = {},
): Promise<void> => {
  card = await open({ step: 'lesson', kind })
  await again(lesson, flow)
}
const again = (lesson: object, flow: Partial<FlowState> = {}): Promise<void> => {
  const model = card.model()
  return card.show({ ...model, flow: { ...model.flow, ...flow, lesson: { ...model.flow.lesson, ...lesson } as never } })
}
const content = (): Element => card.root().querySelector('.content') as Element
/** What "Done" sends. */
const done = (): string[] => {
  card.sent.length = 0
  card.get('button', 'Done').click()
  return card.sent.map(({ type }) => type)
}

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
    const gone = { 'gone-after-a-deploy': () => Promise.reject(new Error('404')) }
    card = await open({ step: 'lesson', kind: 'tips' }, { lessons: gone as object })
    const { flow } = card.model()
    await card.show({
      ...card.model(),
      flow: { ...flow, lesson: { ...flow.lesson, kind: 'gone-after-a-deploy' } as never },
    })
    expect(card.get('heading').textContent).toBe('The two lines around your subject')
  })
})

describe('the content of a lesson', () => {
  test('is painted with the lesson when it was fetched before', async () => {
    card = await open()
    const lesson = (await import('../fixtures/playbooks/email-marketing.json')).default.lessons.find(
      ({ kind }) => kind === 'tips',
    )
    card.handle.prefetch(['tips'])
    await settled()
    const { flow } = card.model()
    card.handle.show({ ...card.model(), flow: { ...flow, step: 'lesson', lesson: lesson as never } })
    expect(content().querySelectorAll('li').length).toBeGreaterThan(0)
  })

  test('is waited for, and appears as soon as it has arrived', async () => {
    let arrive = (): void => {}
    const { tips } = chunks.cardParts.lessons
    const late = () => new Promise<void>((resolve) => (arrive = resolve)).then(tips)
    card = await open({ step: 'lesson', kind: 'tips' }, { lessons: { tips: late } })
    expect(card.host()).toBeNull()
    await vi.waitFor(() => expect(card.get('heading').textContent).toBe('The two lines around your subject'))
    expect(content().textContent).toBe('')
    arrive()
    await vi.waitFor(() => expect(content().querySelectorAll('li').length).toBeGreaterThan(0))
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

describe('a course', () => {
  const units = [
    { id: 'one', title: 'First **unit**', url: '/courses/1', minutes: 6 },
    { id: 'two', title: 'Second unit', url: '/courses/2' },
  ]

  test('shows its units, how long they take, and the way to each', async () => {
    await openLesson('course', { units })
    expect(card.root().getElementById('progress')?.textContent).toBe('0 of 2 done')
    expect(card.get('checkbox', 'First unit 6 min')).toBeDefined()
    expect([...content().querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/courses/1',
      '/courses/2',
    ])
  })

  test('sends its ticks with the share, the last of which completes it', async () => {
    await openLesson('course', { units }, { done: ['one'] })
    card.get('checkbox', 'Second unit').click()
    expect(card.sent).toEqual([{ type: 'progress', done: ['one', 'two'], share: 1 }])
    expect(done(), 'Done does not').toEqual(['close'])
  })
})

describe('an article', () => {
  const body = [1, 2, 3, 4].map((number) => ({ p: `Paragraph ${number}. ${'Words. '.repeat(50)}` }))

  test('that is short is shown whole, with the way to more', async () => {
    await openLesson('article', { body: body.slice(0, 2), url: '/help/more' })
    expect(content().querySelectorAll('p')).toHaveLength(2)
    expect(card.get('link', 'Read on').getAttribute('href')).toBe('/help/more')
    expect(card.find('button', 'Read on')).toBeUndefined()
  })

  test('that is long begins, and goes on in place', async () => {
    card = await open({ step: 'lesson', kind: 'article' }, { follow: true })
    await again({ body, url: '/help/more' })
    expect(content().querySelectorAll('p')).toHaveLength(2)
    expect(card.find('link', 'Read on')).toBeUndefined()
    const button = card.get('button', 'Read on')
    button.focus()
    button.click()
    await settled()
    expect(content().querySelectorAll('p')).toHaveLength(4)
    expect(card.root().activeElement?.textContent).toMatch(/^Paragraph 3/)
    expect(card.get('link', 'Read on')).toBeDefined()
  })
})

describe('a video', () => {
  const youtube = { provider: 'youtube', ref: 'dQw4w9WgXcQ', transcript: 'Said **in it**.' } as const

  test('loads nothing but its picture before it is asked for', async () => {
    await openLesson('video', { ...youtube, poster: '/posters/a.jpg' })
    expect(content().querySelector('iframe, video, img')).toBeNull()
    expect(content().querySelector('button')?.style.background).toContain('/posters/a.jpg')
    expect(card.root().querySelector('details')?.open).toBe(false)
    expect(card.root().querySelector('details')?.textContent).toBe('TranscriptSaid in it.')
  })

  test('shows no picture from an unsafe address', async () => {
    await openLesson('video', { ...youtube, poster: 'javascript:alert(1)' })
    expect(content().querySelector('button')?.style.background).toBe('')
  })

  test('of a provider plays in a frame that is named, and told where it comes from', async () => {
    card = await open({ step: 'lesson', kind: 'video' }, { follow: true })
    await again({ ...youtube, title: 'Subject lines' })
    card.get('button', 'Watch the video').click()
    await settled()
    const frame = content().querySelector('iframe') as HTMLIFrameElement
    expect(frame.getAttribute('src')).toMatch(/^https:\/\/www\.youtube-nocookie\.com\/embed\/dQw4w9WgXcQ\?/)
    expect(frame.title).toBe('Subject lines')
    expect(frame.getAttribute('referrerpolicy')).toBe('strict-origin-when-cross-origin')
    expect(frame.hasAttribute('allowfullscreen')).toBe(true)
    expect(card.sent).toEqual([{ type: 'open' }])
    expect(card.get('link', 'Open').getAttribute('href')).toBe(frame.getAttribute('src'))
    expect(done(), 'what we can’t see the end of is done when the user says so').toEqual(['complete', 'close'])
  })

  test('of one’s own plays in the browser’s player, with its captions', async () => {
    card = await open({ step: 'lesson', kind: 'video' }, { follow: true })
    await again({ provider: 'file', ref: '/media/a.mp4', captions: '/media/a.vtt' })
    card.get('button', 'Watch the video').click()
    await settled()
    const screen = content().querySelector('video') as HTMLVideoElement
    expect([screen.getAttribute('src'), screen.controls]).toEqual(['/media/a.mp4', true])
    expect(content().querySelector('track[kind=captions][default]')?.getAttribute('src')).toBe('/media/a.vtt')
  })

  test('that can’t play gives way to its page and its transcript', async () => {
    card = await open({ step: 'lesson', kind: 'video' }, { follow: true })
    await again({ provider: 'file', ref: '/media/a.mp4' })
    card.get('button', 'Watch the video').click()
    await settled()
    content().querySelector('video')?.dispatchEvent(new Event('error'))
    await settled()
    expect(content().querySelector('video')).toBeNull()
    expect(card.get('link', 'Watch the video').getAttribute('href')).toBe('/media/a.mp4')
    expect(card.root().querySelector('details')?.open).toBe(true)
  })

  test.each([
    ['an id that leads elsewhere', { ...youtube, ref: '../../evil' }],
    ['an unsafe address', { ...youtube, provider: 'file', ref: 'javascript:alert(1)' } as const],
  ])('with %s is its transcript alone', async (_, lesson) => {
    await openLesson('video', lesson)
    expect(content().textContent).toBe('Said in it.')
    expect(content().querySelector('button, a, iframe')).toBeNull()
  })
})

describe('a webinar', () => {
  const HOUR = 3_600_000
  const STARTS = Date.UTC(2027, 2, 9, 15)
  const clinic = { starts: '2027-03-09T15:00:00Z', ends: '2027-03-09T16:00:00Z', url: '/webinars/clinic' }
  const at = (now: number) => {
    vi.useFakeTimers({ now, toFake: ['Date'] })
    return openLesson('webinar', clinic)
  }
  beforeEach(() => {
    vi.stubEnv('TZ', 'Europe/Berlin')
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  test('says when it is where the user is, how soon, and with whom', async () => {
    await at(STARTS - 72 * HOUR)
    expect(content().querySelector('strong')?.textContent).toMatch(/^Tuesday, March 9.* 4:00.*5:00\sPM GMT\+1$/)
    expect(content().querySelector('.meta')?.textContent).toBe('in 3 daysHost: Our campaign coaches')
    expect(card.get('link', 'Join the session').getAttribute('href')).toBe('/webinars/clinic')
  })

  test('comes as a calendar file', async () => {
    await at(STARTS - HOUR)
    const link = card.get('link', 'Add to calendar') as HTMLAnchorElement
    expect(link.download).toBe('campaign-clinic.ics')
    const file = decodeURIComponent(link.href.replace('data:text/calendar;charset=utf-8,', ''))
    expect(file).toContain('DTSTART:20270309T150000Z\r\nDTEND:20270309T160000Z\r\n')
    expect(file).toContain(`LOCATION:${new URL('/webinars/clinic', document.baseURI)}`)
  })

  test('is on now while it is on, and needs no calendar then', async () => {
    await at(STARTS)
    expect(content().querySelector('.meta')?.textContent).toMatch(/^now/)
    expect(card.get('link', 'Join the session')).toBeDefined()
    expect(card.find('link', 'Add to calendar')).toBeUndefined()
  })

  test('says kindly that it is over, and what else there is', async () => {
    await at(STARTS + HOUR)
    expect(content().textContent).toBe('This session is over.Show me another')
    expect(content().querySelector('a')).toBeNull()
  })

  test.each([
    ['begins', STARTS - 600, STARTS, 'in 1 minute', 'now'],
    ['is over', STARTS + HOUR - 600, STARTS + HOUR, 'now', 'This session is over.'],
  ])('that %s while the card is open says so then', async (_, opened, then, before, after) => {
    vi.useFakeTimers({ now: opened, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const opening = openLesson('webinar', clinic)
    await vi.advanceTimersByTimeAsync(60)
    await opening
    expect(content().textContent).toContain(before)
    await vi.advanceTimersByTimeAsync(then - Date.now() + 10)
    expect(content().textContent).toContain(after)
    expect(card.sent).toEqual([])
  })

  test('waits for nothing once the card is closed, nor for what is a month away', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await at(STARTS - 30 * 24 * HOUR)
    expect(timers.mock.calls.filter(([, delay]) => (delay ?? 0) > 1_000)).toEqual([])
    await again({ starts: new Date(Date.now() + HOUR).toISOString() })
    const cleared = vi.spyOn(globalThis, 'clearTimeout')
    const waiting = timers.mock.results[timers.mock.calls.findIndex(([, delay]) => delay === HOUR)]?.value
    expect(waiting).toBeDefined()
    card.handle.close()
    expect(cleared).toHaveBeenCalledWith(waiting)
    vi.restoreAllMocks()
  })
})

describe('a service without an address', () => {
  test('is asked for with a button, and confirms in place', async () => {
    card = await open({ playbook: leadCapture as never, step: 'lesson', kind: 'service' }, { follow: true })
    card.get('button', 'Yes, please get in touch').click()
    await settled()
    expect(card.sent).toEqual([{ type: 'request' }])
    expect(card.root().querySelector('.content')?.textContent).toContain('You’ll hear from us')
    expect(card.find('button', 'Yes, please')).toBeUndefined()
  })

  test('says so when it was asked for before', async () => {
    await openLesson('service', {}, { requested: true })
    expect(content().textContent).toContain('Requested. You’ll hear from us.')
    expect(card.find('button', 'Yes, please')).toBeUndefined()
  })
})

describe('"Done"', () => {
  test.each<[LessonKind, boolean, string[]]>([
    ['tips', false, ['complete', 'close']],
    ['article', false, ['complete', 'close']],
    ['tool', false, ['close']],
    ['tool', true, ['complete', 'close']],
    ['service', true, ['complete', 'close']],
    ['webinar', true, ['complete', 'close']],
    ['video', false, ['close']],
    ['checklist', true, ['close']],
    ['course', true, ['close']],
  ])('of a lesson of kind %s (opened: %s) sends %j', async (kind, opened, sent) => {
    await openLesson(kind, {}, { opened })
    expect(done()).toEqual(sent)
  })
})

describe('a worked example', () => {
  const example: Partial<LessonOf<'example'>> & { kind: 'example' } = {
    kind: 'example',
    who: 'A bakery',
    before: 'Newsletter no. 14',
    after: 'Your Sunday bread',
    changed: 'The subject says what readers get.',
    figure: 'Opened by **41%**',
  }
  test('shows before, after, what changed and the figure, and is completed when it is done with, like an article', async () => {
    await openLesson('tips', example as never)
    await settled()
    expect([...content().querySelectorAll('dt')].map((term) => term.textContent)).toEqual([
      'Before',
      'After',
      'What changed',
    ])
    expect([...content().querySelectorAll('dd')].map((words) => words.textContent)).toEqual([
      'Newsletter no. 14',
      'Your Sunday bread',
      'The subject says what readers get.',
    ])
    expect(content().querySelector('.example-figure strong')?.textContent).toBe('41%')
    expect(card.root().querySelector('h2 + .meta')?.textContent).toContain('Example')
    expect(done()).toEqual(['complete', 'close'])
  })
})

describe('another way', () => {
  test('offers the other kinds as buttons, and nothing where there are none', async () => {
    await openLesson('tips', {}, { ways: ['video', 'service'] })
    card.get('button', 'Video').click()
    expect(card.sent).toEqual([{ type: 'another-way', kind: 'video' }])
    expect(card.root().querySelector('.another-way')?.textContent).toBe('Another way: Video · Done for you')
    await again({}, { ways: [] })
    expect(card.root().querySelector('.another-way')).toBeNull()
  })
})
