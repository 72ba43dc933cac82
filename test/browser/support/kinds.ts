/** A playbook with a lesson of every kind, and the demo serving it. */
import type { Browser, BrowserContext } from 'playwright-core'
import { type Demo, STRICT_POLICY } from '../../../demo/server'
import type { Lesson, Theme } from '../../../src/playbook/schema'
import { createDemo } from './demo'
import { answerPlayers } from './players'
import { sound } from './sound'
import { call, type Visit, visit } from './visit'

const HOUR = 3_600_000
const words = 'Say what comes next, and leave out the rest. '.repeat(10)
const from = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString()
const frame = { kind: 'video', transcript: 'Open your last three campaigns and read the subjects.', for: {} } as const

export const LESSONS = [
  { id: 'tips', kind: 'tips', title: 'Three tips', points: ['One', 'Two', 'Three'], for: {} },
  {
    id: 'checklist',
    kind: 'checklist',
    title: 'A checklist',
    steps: [
      { id: 'a', text: 'Write it' },
      { id: 'b', text: 'Test it', url: '/help/test' },
      { id: 'c', text: 'Send it' },
    ],
    for: {},
  },
  {
    id: 'article',
    kind: 'article',
    title: 'A long article',
    body: [1, 2, 3, 4].map((number) => ({ p: `Part ${number}. ${words}` })),
    url: '/help/article',
    for: {},
  },
  {
    ...frame,
    id: 'youtube',
    title: 'A video on YouTube',
    provider: 'youtube',
    ref: 'dQw4w9WgXcQ',
    poster: '/lessons/media/a.jpg',
  },
  { ...frame, id: 'vimeo', title: 'A video on Vimeo', provider: 'vimeo', ref: '76979871/8272103f6e' },
  { ...frame, id: 'wistia', title: 'A video on Wistia', provider: 'wistia', ref: 'e4a27b971d' },
  { ...frame, id: 'loom', title: 'A video on Loom', provider: 'loom', ref: 'dbe00c413a714839992e7548704fe576' },
  {
    ...frame,
    id: 'file',
    title: 'A video of our own',
    provider: 'file',
    ref: '/media/sound.wav',
    captions: '/media/sound.vtt',
  },
  {
    ...frame,
    id: 'elsewhere',
    title: 'A picture from elsewhere',
    provider: 'youtube',
    ref: 'x',
    poster: 'https://img.example/a.jpg',
  },
  {
    id: 'webinar',
    kind: 'webinar',
    title: 'A session; live, for you',
    starts: from(72),
    ends: from(73),
    url: '/webinars/clinic',
    host: 'Our coaches',
    for: {},
  },
  {
    id: 'course',
    kind: 'course',
    title: 'A course',
    units: [
      { id: 'a', title: 'Hello', url: '/courses/1', minutes: 6 },
      { id: 'b', title: 'Help', url: '/courses/2', minutes: 5 },
      { id: 'c', title: 'Offer', url: '/courses/3' },
    ],
    for: {},
  },
  { id: 'tool', kind: 'tool', title: 'A tool', url: '/tools/sample-size', label: 'Open the calculator', for: {} },
  { id: 'service', kind: 'service', title: 'Done for you', offer: 'We write it.', price: '€90', for: {} },
] satisfies Lesson[]

/** Lets the players' frames and the site's own media in, and else is as strict as the demo. */
export const FRAMES_POLICY = `${STRICT_POLICY}; frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://fast.wistia.net https://www.loom.com; media-src 'self'`

const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })

export interface KindsOptions {
  policy?: string
  lessons?: readonly Lesson[]
  theme?: Theme
}

/** A demo whose playbook is these lessons. */
const kindsDemo = ({ policy = FRAMES_POLICY, lessons = LESSONS, theme }: KindsOptions = {}): Promise<Demo> =>
  createDemo({
    policy,
    extra(request) {
      const { pathname } = new URL(request.url)
      if (pathname === '/media/sound.wav') return sound(request)
      if (pathname === '/media/sound.vtt')
        return new Response('WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n', { headers: { 'content-type': 'text/vtt' } })
      if (pathname !== '/kinds.json') return undefined
      const action = { ask: { question: 'Did it work out?', when: { after: '0s' }, comment: false } }
      return json({
        version: 1,
        id: 'kinds',
        name: 'Better campaigns',
        languages: ['en', 'ar'],
        ...(theme && { theme }),
        actions: { 'campaign.sent': action },
        lessons,
      })
    },
  })

export interface KindsTab extends Visit {
  demo: Demo
  context: BrowserContext
  /** Opens a lesson by hand, on a page loaded anew: what came before is known from the book alone. */
  open(lesson: string, choices?: string): Promise<void>
}

/** A tab on a demo of its own; both are gone after the test. */
export async function inTab<T>(
  browser: Browser,
  options: KindsOptions,
  test: (tab: KindsTab) => Promise<T>,
): Promise<T> {
  const demo = await kindsDemo(options)
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', locale: 'en-GB' })
  await answerPlayers(context)
  try {
    const seen = await visit(context)
    const open = async (lesson: string, choices = ''): Promise<void> => {
      await seen.page.goto(`${demo.url}/?panel=off&data-playbook=/kinds.json&${choices}`)
      await call(seen.page, 'lesson', lesson)
      await seen.page.locator('gainloop-card section').waitFor()
    }
    return await test({ ...seen, demo, context, open })
  } finally {
    await context.close()
    await demo.close()
  }
}
