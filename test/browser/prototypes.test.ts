/** Scripts of the page that extend the language's own prototypes, and elements that take our name, cost no ask and no rating. */
import { expect } from 'vitest'
import { addressOf, bareCard, choose, mishaps, playbookWith, press } from './support/bare'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

/** What the page does before anything else runs, as MooTools, Prototype.js and home-made helpers do. */
const EXTENSIONS: Record<string, () => void> = {
  'Object.prototype.extend': () =>
    Object.assign(Object.prototype, {
      extend(this: object, more: object) {
        return Object.assign(this, more)
      },
    }),
  'helpers of several names on Object.prototype': () => {
    for (const name of ['each', 'clone', 'merge', 'contains', 'include', 'first', 'toQuery'])
      Object.assign(Object.prototype, { [name]: () => name })
  },
  'Array.prototype.last': () =>
    Object.assign(Array.prototype, {
      last(this: unknown[]) {
        return this[this.length - 1]
      },
    }),
}

it.for(Object.keys(EXTENSIONS))('from the action to the lesson with %s', async (name, { startBare, newTab }) => {
  const demo = await startBare(playbookWith(['now']))
  const tab = await newTab()
  const { page } = tab
  page.setDefaultTimeout(15_000)
  await page.addInitScript(EXTENSIONS[name] as () => void)
  await page.goto(addressOf(demo))
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale', properties: { tags: ['x'] } })
  await choose(page, 'Not yet')
  await press(page, 'Skip')
  await bareCard(page).getByRole('heading', { name: 'Do it better' }).waitFor()
  const [rating] = await untilStored(demo, 'gainloop.rating.given')
  expect(rating?.data).toMatchObject({ moment: 'a', value: 'not-yet', segments: [] })
  expect(mishaps(tab)).toEqual([])
})
