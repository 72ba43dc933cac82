/** Who wants less motion gets none: nothing moves, draws itself or fades. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'
import { answer, card, explain, lessonTitle, PATHS, reachQuestion } from './support/journey'

/** Counts what scripts animate, from the page's first moment on. */
const countAnimations = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const { animate } = Element.prototype
    Object.assign(globalThis, { animated: 0 })
    Element.prototype.animate = function (...call) {
      const { animated } = globalThis as unknown as { animated: number }
      Object.assign(globalThis, { animated: animated + 1 })
      return animate.apply(this, call)
    }
  })
const animated = (page: Page): Promise<number> => page.evaluate(() => Reflect.get(globalThis, 'animated') as number)

/** What of the cards moves, or would move at the next change, by its style sheet. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('gainloop-card')].flatMap(({ shadowRoot: root }) => {
      if (!root) return ['no root']
      const runs = root.getAnimations().map(({ effect }) => String((effect as KeyframeEffect).target))
      const would = [...root.querySelectorAll('*')].filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
        return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth'
      })
      return [...runs, ...would.map(({ tagName, className }) => `${tagName} ${className}`)]
    }),
  )

it('no state of the card moves', async ({ demo, newTab }) => {
  const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await countAnimations(page)
  const { length } = await openGallery(page, demo.url)
  expect(length).toBeGreaterThan(35)
  expect(await moving(page)).toEqual([])
  expect(await animated(page)).toBe(0)
})

it.for([
  { reducedMotion: 'reduce', moves: false },
  { reducedMotion: 'no-preference', moves: true },
] as const)(
  'in a whole journey, $reducedMotion: it moves: $moves',
  async ({ reducedMotion, moves }, { demo, newTab }) => {
    const { page, errors } = await newTab({ reducedMotion })
    await countAnimations(page)
    const [path] = PATHS
    if (!path) throw new Error('No path')
    const seen: string[] = []
    const look = async (): Promise<void> => void seen.push(...(await moving(page)))
    await reachQuestion(page, demo)
    await look()
    await answer(page, path.answer)
    await look()
    await explain(page, path.reason)
    await lessonTitle(page, path.title).waitFor()
    await look()
    await card(page).getByRole('button', { name: "That's my plan" }).click()
    await look()
    await card(page).getByRole('button', { name: 'That helped' }).click()
    await look()
    await card(page).getByRole('button', { name: 'Done', exact: true }).click()
    await card(page).waitFor({ state: 'detached' })
    expect(seen.length > 0).toBe(moves)
    expect((await animated(page)) > 0).toBe(moves)
    expect(errors).toEqual([])
  },
)
