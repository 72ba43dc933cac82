/**
 * A window of 1280 × 1024 px, zoomed to 400%: 320 × 256 px are left. https://www.w3.org/TR/WCAG22/#reflow
 */
import { expect } from 'vitest'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'

it.for(['en', 'de', 'ar'])(
  'zoomed to 400%, every state can be used: nothing runs out at the side, and every button can be reached (%s)',
  async (language, { demo, newTab }) => {
    const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, reducedMotion: 'reduce' } as const
    const { page } = await newTab(zoomed)
    const states = await openGallery(page, demo.url, `state=goal&language=${language}`)
    const card = page.locator('gainloop-card section')
    const faults: string[] = []
    for (const state of states) {
      await page.evaluate(`galleryShow(${JSON.stringify(state)})`)
      await card.locator('button').first().waitFor()
      faults.push(...(await card.evaluate(faultsOf)).map((fault) => `${state}: ${fault}`))
    }
    expect(states.length).toBeGreaterThan(35)
    expect(faults).toEqual([])
  },
)

/** What stands in the way of whoever uses the card in this window. */
function faultsOf(section: HTMLElement | SVGElement): string[] {
  const root = section.getRootNode() as ShadowRoot
  const found: string[] = []
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
  for (const part of [section, ...section.querySelectorAll('form, .body, .foot, .head')])
    if (part.scrollWidth > part.clientWidth + 1) found.push(`${part.className || part.tagName} scrolls sideways`)
  const { top, left, right, bottom } = section.getBoundingClientRect()
  if (top < 0 || left < 0 || right > innerWidth || bottom > innerHeight) found.push('the card is not all in the window')
  const close = section.querySelector('.head .icon')
  for (const control of section.querySelectorAll('.head .icon, .primary, .foot button, .point input, .exit button')) {
    if (!control.checkVisibility()) continue
    control.scrollIntoView({ block: 'nearest' })
    // Of a step that is a link too, the box is the tick.
    const box = (control.closest('.steps') ? (control.nextElementSibling ?? control) : control).getBoundingClientRect()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    // The veil is gone 350 ms after each step has come.
    const hit = root.elementsFromPoint(x, y).find((one) => !one.matches('.veil'))
    const name = (control.textContent || control.getAttribute('value') || 'Close').trim()
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) found.push(`“${name}” is out of the window`)
    else if (hit !== control && !(hit && (control.contains(hit) || hit.contains(control))))
      found.push(`“${name}” is covered`)
    // The head stays, however far down the rest is scrolled.
    const head = close?.getBoundingClientRect()
    if (head && (head.top < top || head.bottom > innerHeight)) found.push(`“${name}” in sight, Close is not`)
  }
  return found
}
