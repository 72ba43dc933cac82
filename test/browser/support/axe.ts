/** What axe-core finds in a part of a page. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Finding {
  id: string
  help: string
  targets: string[]
}

/** What axe-core finds in that part of the page; nothing, one hopes. */
export async function findings(page: Page, part: string): Promise<Finding[]> {
  // Colours are measured as they are, so whatever fades in has to be there first.
  await animationsEnded(page)
  await page.evaluate(axe.source)
  return page.evaluate(
    async ([where, tags]) => {
      type Axe = typeof import('axe-core')
      const { axe } = globalThis as unknown as { axe: Axe }
      const options = { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } } as const
      const { violations } = await axe.run(where, options as unknown as import('axe-core').RunOptions)
      return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => String(target)) }))
    },
    [part, TAGS] as const,
  )
}

/** Resolves once no animation or transition runs, in the page or in a shadow root; those that never end aside. */
const animationsEnded = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
    const running = [document, ...shadows].flatMap((root) => root.getAnimations())
    const ending = running.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    // A cancelled animation rejects.
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
