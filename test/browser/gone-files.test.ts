/** Files that are gone after a deploy, while a page of before is open. */
import type { BrowserContext, Route } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { LessonOf, Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, playbookWith } from './support/bare'
import { chunkWith } from './support/built-files'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

const gone = (route: Route): Promise<void> => route.fulfill({ status: 404, body: 'gone' })

const lessons: { module: string; content: object; shows: string; heals: string }[] = [
  {
    module: 'ui/lessons/Tips.tsx',
    content: { kind: 'tips', points: ['Write the subject line **last**', 'Send a test'] },
    shows: 'Write the subject line last',
    heals: 'ol li',
  },
  {
    module: 'ui/lessons/Video.tsx',
    content: { kind: 'video', provider: 'file', ref: '/film.mp4', transcript: 'Today we look at subject lines.' },
    shows: 'Today we look at subject lines.',
    heals: 'details',
  },
  {
    module: 'ui/lessons/Webinar.tsx',
    content: {
      kind: 'webinar',
      starts: '2096-03-09T15:00:00Z',
      ends: '2096-03-09T15:45:00Z',
      url: '/join',
      host: 'Ada from our team',
    },
    shows: 'Ada from our team',
    heals: 'a[download]',
  },
]

const withLesson = (content: object): Playbook => {
  const playbook = playbookWith(['now'])
  const lesson = { id: 'better', title: 'Do it better', for: {}, ...content } as LessonOf<'tips'>
  return { ...playbook, lessons: [lesson] }
}

describe.each(lessons)('A lesson whose file $module is gone', ({ module, content, shows, heals }) => {
  it('shows its words, is told of once, and is whole once the file is there again', async ({ startBare, tab }) => {
    const demo = await startBare(withLesson(content))
    const { page, said, errors } = tab
    const file = chunkWith(module)
    await page.route(`**/${file}`, gone)
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Yes')
    const card = bareCard(page)
    const skip = card.getByRole('button', { name: 'Skip', exact: true })
    await skip.click()
    await card.getByText(shows).waitFor()
    await untilStored(demo, 'gainloop.lesson.shown')
    await until('the console line', () => said.length > 0)
    await page.unroute(`**/${file}`)
    await card.locator(heals).first().waitFor()
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`${file.replaceAll('.', String.raw`\.`)}.*still on the server`)),
    ])
    expect(errors).toEqual([])
  })
})

/** Every file but the entry. */
const withoutChunks = (context: BrowserContext) => context.route(/\/gainloop-[^/]+\.js$/, gone)

it('Without any file but the entry there is one console line, calls wait, and come true once the files are back', async ({
  startBare,
  context,
  tab,
}) => {
  const demo = await startBare(playbookWith(['now']))
  const { page, said, errors } = tab
  await withoutChunks(context)
  await page.goto(addressOf(demo))
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await until('the console line', () => said.length > 0)
  // Long enough for the second attempt.
  await until('another attempt', () => tab.fetched.filter((path) => path.includes('gainloop-chunks')).length > 1)
  expect(said).toEqual([expect.stringContaining(chunkWith('loop/loop.ts'))])
  await context.unroute(/\/gainloop-[^/]+\.js$/)
  await asked(page, 'Spring sale').waitFor()
  expect([said.length, errors]).toEqual([1, []])
})
