import { basename } from 'node:path'
import { describe, expect } from 'vitest'
import { bytesOf } from '../size/built'
import { JOURNEY_LIMIT } from '../size/limits'
import { fetchedModules } from './support/built-files'
import { stored, storedOf, until } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, explain, lessonTitle, PATHS, reachQuestion } from './support/journey'

it('everything fetched in a whole journey is within its limit, gzipped', async ({ demo, tab }) => {
  const { page, fetched } = tab
  await reachQuestion(page, demo)
  await answer(page, 'Partly')
  await explain(page, 'It was opened, but hardly anyone clicked')
  await lessonTitle(page, 'One email, one action').waitFor()
  const files = [...new Set(fetched)].filter((path) => path.startsWith('/gainloop/')).map((path) => basename(path))
  expect(bytesOf(files)).toBeLessThanOrEqual(JOURNEY_LIMIT)
})

it('while the user reads the question, the kinds that an answer leads to are fetched, and no other', async ({
  demo,
  tab,
}) => {
  const { page, fetched } = tab
  await reachQuestion(page, demo)
  await until('the kinds', () => fetchedModules(fetched).has('ui/lessons/Article.tsx'))
  await answer(page, 'Partly')
  await explain(page, 'It was opened, but hardly anyone clicked')
  await lessonTitle(page, 'One email, one action').waitFor()
  const modules = fetchedModules(fetched)
  expect(modules).not.toContain('ui/lessons/Video.tsx')
  expect(modules).not.toContain('ui/lessons/Webinar.tsx')
})

describe.each([
  { build: 'module', name: 'the module build' },
  { build: 'all', name: 'the one-file build' },
])('with $name, under the strictest policy', ({ build }) => {
  it.for(PATHS)(
    'the answer $answer leads to the lesson $lesson, and all of it is stored',
    async (path, { demo, tab }) => {
      const { page, violations, errors, said, heard } = tab

      await reachQuestion(page, demo, `build=${build}`)
      await answer(page, path.answer)
      await explain(page, path.reason, 'Sent it on a Sunday')
      await lessonTitle(page, path.title).waitFor()
      await card(page).getByRole('button', { name: "That's my plan" }).click()
      await card(page).getByRole('button', { name: 'That helped' }).click()
      await card(page).getByRole('button', { name: 'Done', exact: true }).click()
      await card(page).waitFor({ state: 'detached' })

      await until('everything heard to be stored', async () => {
        const kept = new Set((await stored(demo)).map(({ id }) => id))
        return heard.length > 0 && heard.every(({ id }) => kept.has(id))
      })
      const events = await stored(demo)
      expect(new Set(events.map(({ id }) => id))).toEqual(new Set(heard.map(({ id }) => id)))
      for (const event of heard) expect(events.find(({ id }) => id === event.id)?.data).toEqual(event.data)

      const types = events.map(({ type }) => type.replace('gainloop.', ''))
      expect(types.filter((type) => type !== 'user.identified' && type !== 'lesson.completed')).toEqual([
        'action.completed',
        'goal.stated',
        'ask.shown',
        'rating.given',
        'rating.explained',
        'lesson.shown',
        'commitment.made',
        'lesson.judged',
      ])
      expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set(['u_mia']))
      const [rating] = await storedOf(demo, 'gainloop.rating.given')
      expect(rating?.data).toMatchObject({
        moment: 'c_42',
        action: 'campaign.sent',
        band: path.band,
        scale: 'outcome',
        goal: 'sales',
      })
      const [explained] = await storedOf(demo, 'gainloop.rating.explained')
      expect(explained?.data).toMatchObject({
        rating: rating?.data.rating,
        [path.band === 'reached' ? 'strengths' : 'obstacles']: [path.reasonId],
        comment: 'Sent it on a Sunday',
      })
      const [lesson] = await storedOf(demo, 'gainloop.lesson.shown')
      expect(lesson?.data).toMatchObject({ lesson: path.lesson, rating: rating?.data.rating })

      expect(violations).toEqual([])
      expect(errors).toEqual([])
      expect(said).toEqual([])
    },
  )
})
