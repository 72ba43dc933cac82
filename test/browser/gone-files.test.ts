/** Files of the build that are gone after a deploy, while a page, or its cache, still asks for them. */
import type { Route } from 'playwright-core'
import { expect } from 'vitest'
import { addressOf, asked, bareCard, choose, mishaps, playbookWith } from './support/bare'
import { chunkWith } from './support/built-files'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

/** As single-page hosting answers for a file it does not have: with the app, and 200. */
const appPage = (route: Route): Promise<void> =>
  route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>App</title>' })
const notFound = (route: Route): Promise<void> => route.fulfill({ status: 404, body: 'Not Found' })

it.for([
  { answer: '404', refuse: notFound },
  { answer: 'a page of the app', refuse: appPage },
])(
  'The first file, answered with $answer, is one line, and calls wait for it',
  async ({ refuse }, { startBare, context, tab }) => {
    const demo = await startBare(playbookWith(['now']))
    await context.clock.install()
    const { page, said } = tab
    const front = chunkWith('chunks.ts')
    let refused = 0
    await page.route(`**/${front}`, (route) => (refused++ < 3 ? refuse(route) : route.continue()))
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await until('the attempt that succeeds', async () => {
      await page.clock.runFor(500)
      return refused === 4
    })
    await asked(page, 'Spring sale').waitFor()
    expect(said).toEqual([expect.stringMatching(new RegExp(`^\\[gainloop\\] .*${front}.*deploy`))])
    expect(mishaps({ ...tab, said: [] })).toEqual([])
  },
)

it.for([
  { answer: '404', refuse: notFound },
  { answer: 'a page of the app', refuse: appPage },
])(
  'A lesson whose file is answered with $answer shows its text, and is one line in the console',
  async ({ refuse }, { startBare, tab }) => {
    const demo = await startBare(playbookWith(['now']))
    const { page, said } = tab
    const lessons = chunkWith('ui/lessons/Tips.tsx')
    await page.route(`**/${lessons}`, refuse)
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Not yet')
    await bareCard(page).getByRole('button', { name: 'Skip' }).click()
    await bareCard(page).getByText('One', { exact: true }).waitFor()
    await untilStored(demo, 'gainloop.lesson.shown')
    await until('the line', () => said.length)
    expect(said).toEqual([expect.stringMatching(new RegExp(`^\\[gainloop\\] .*${lessons}.*deploy`))])
  },
)
