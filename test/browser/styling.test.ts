/** A page's own CSS on the card: by its parts and its custom properties. */
import { expect } from 'vitest'
import { customProperties, PARTS } from '../../tools/docs/styling-reference'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'

/** The reminder is no state of the card, and the demo's gallery shows none. */
const ON_CARD = Object.keys(PARTS).filter((part) => part !== 'reminder')

it('rules for each part of the table take effect on a card, and rules for anything else do not', async ({
  demo,
  newTab,
}) => {
  const { page } = await newTab({ reducedMotion: 'reduce' })
  await openGallery(page, demo.url)
  const styled = await page.evaluate((parts) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `${parts.map((part) => `gainloop-card::part(${part}) { --test-${part}: yes }`).join('\n')} h2 { --test-h2: yes }`,
    )
    document.adoptedStyleSheets = [sheet]
    const inside = [...document.querySelectorAll('gainloop-card')].flatMap(({ shadowRoot }) => [
      ...(shadowRoot?.querySelectorAll('[part], h2') ?? []),
    ])
    return [...parts, 'h2'].filter((name) =>
      inside.some((one) => getComputedStyle(one).getPropertyValue(`--test-${name}`) === 'yes'),
    )
  }, ON_CARD)
  expect(styled).toEqual(ON_CARD)
})

it('a title takes the looks the page gives its part, and a card the properties of the page', async ({
  demo,
  newTab,
}) => {
  const { page } = await newTab({ reducedMotion: 'reduce' })
  await openGallery(page, demo.url, 'state=goal')
  const looks = (): Promise<string[]> =>
    page.locator('gainloop-card section').evaluate((section) => {
      const { color, textTransform } = getComputedStyle(section.querySelector('h2') ?? section)
      const { backgroundColor, borderTopLeftRadius } = getComputedStyle(section, '::before')
      return [color, textTransform, backgroundColor, borderTopLeftRadius]
    })
  const before = await looks()
  expect(customProperties().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['--gl-radius', '--gl-light-background']),
  )
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      gainloop-card { --gl-radius: 3px; --gl-light-background: rgb(255, 250, 240) }
      gainloop-card::part(title) { color: rgb(120, 20, 60); text-transform: uppercase }`)
    document.adoptedStyleSheets = [sheet]
  })
  expect(await looks()).toEqual(['rgb(120, 20, 60)', 'uppercase', 'rgb(255, 250, 240)', '3px'])
  expect(before).not.toEqual(await looks())
})
