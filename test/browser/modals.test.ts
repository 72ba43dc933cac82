/** What counts as a modal of the page, and what does not: the page's own markup, in every way libraries make dialogs. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addressOf, asked, bareCard, choose, explained, mishaps, playbookWith, leave } from './support/bare'
import { until } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

const MAIN = '<main style="block-size: 90vh"><h2>Campaigns</h2><button>New</button></main>'
const PANEL = 'position: fixed; inset: 20% 30%; background: white'
const dialog = (attributes = 'role="dialog"', style = PANEL) =>
  `<div ${attributes} style="${style}"><h2>Settings</h2><input aria-label="Name"><button>Save</button></div>`

/** What the page holds, and whether it is a modal. */
const MARKUP: readonly [what: string, modal: boolean, html: string][] = [
  ['a dialog whose siblings are aria-hidden', true, `<div aria-hidden="true">${MAIN}</div>${dialog()}`],
  ['a dialog whose siblings are inert', true, `<div inert>${MAIN}</div>${dialog()}`],
  [
    'an alert dialog deep in the page, with everything around it aria-hidden',
    true,
    `<div><header aria-hidden="true">Product</header><div><div aria-hidden="true">${MAIN}</div>${dialog('role="alertdialog"')}</div></div>`,
  ],
  [
    'a dialog over a page without pointer events',
    true,
    `<div style="pointer-events: none">${MAIN}</div>${dialog(undefined, `${PANEL}; pointer-events: auto`)}`,
  ],
  [
    'a dialog shown without showModal, the rest inert',
    true,
    `<div inert>${MAIN}</div><dialog open>Settings <button>Save</button></dialog>`,
  ],
  [
    'a dialog beside live regions and an empty backdrop, which nobody hides',
    true,
    `<div aria-hidden="true">${MAIN}</div><div style="position: fixed; inset: 0"></div><p aria-live="polite">Saved</p>${dialog()}`,
  ],
  [
    'a modal without a size of its own',
    true,
    `<div role="dialog" aria-modal="true" style="position: relative"><div style="${PANEL}">Settings</div></div>${MAIN}`,
  ],
  [
    'a modal in a shadow root',
    true,
    `${MAIN}<div><template shadowrootmode="open">${dialog('role="dialog" aria-modal="true"')}</template></div>`,
  ],
  [
    'a cookie banner, beside a closed menu and an empty container for messages',
    false,
    `${MAIN}<nav aria-hidden="true" style="position: fixed; inset: 0 100vw 0 auto; inline-size: 300px"><a href="/">Home</a></nav>
     <div style="position: fixed; inset: 0; pointer-events: none"></div>
     ${dialog(undefined, 'position: fixed; inset: auto 0 0 0')}`,
  ],
  ['a dialog that is no modal, in a page with decorations', false, `${MAIN}<p aria-hidden="true">❦</p>${dialog()}`],
  [
    'a drawer that waits beside the window, though it calls itself modal',
    false,
    `${MAIN}${dialog('role="dialog" aria-modal="true"', 'position: fixed; inset: 0 auto 0 0; inline-size: 300px; transform: translateX(-100%)')}`,
  ],
  [
    'a modal that is kept in the page, invisible',
    false,
    `<div>${MAIN}</div>${dialog('role="dialog" aria-modal="true"', `${PANEL}; visibility: hidden`)}`,
  ],
  ['a dialog that is not laid out', false, `<div inert>${MAIN}</div>${dialog(undefined, 'display: none')}`],
]

/** A page with room for markup, where anything tracked is asked about. */
const it = fixtures.extend<{ page: Page }>({
  page: async ({ startBare, newTab }, use) => {
    const demo = await startBare(playbookWith(['now']))
    const tab = await newTab()
    await tab.page.goto(addressOf(demo))
    await explained(tab.page)
    await use(tab.page)
    expect(mishaps(tab)).toEqual([])
  },
})

const put = (page: Page, html: string): Promise<void> =>
  page.evaluate((markup) => {
    const room = document.querySelector('#room') ?? document.body.appendChild(document.createElement('div'))
    room.id = 'room'
    // Laid out as if its children were the body's.
    ;(room as HTMLElement).style.display = 'contents'
    for (const other of document.body.children) if (other !== room) other.toggleAttribute('hidden', true)
    ;(room as HTMLElement & { setHTMLUnsafe(html: string): void }).setHTMLUnsafe(markup)
  }, html)

/** Whether a modal keeps the card waiting, once it is either waiting or shown. */
const keptWaiting = (page: Page): Promise<boolean> =>
  until('the card, or what it waits for', async () => {
    if (await bareCard(page).isVisible()) return { waits: false }
    const said = JSON.stringify(await explained(page))
    return said.includes('a modal of the page is open') && { waits: true }
  }).then(({ waits }) => waits)

it('a card waits for what closes off the rest of the page, and for nothing else', async ({ page }) => {
  const outcomes: [string, boolean][] = []
  for (const [what, , html] of MARKUP) {
    await put(page, html)
    await call(page, 'track', 'now', { id: what, label: 'Spring sale' })
    outcomes.push([what, await keptWaiting(page)])
    await put(page, MAIN)
    await asked(page, 'Spring sale').waitFor()
    await leave(page, 'Close')
    await bareCard(page).waitFor({ state: 'detached' })
  }
  expect(outcomes).toEqual(MARKUP.map(([what, modal]) => [what, modal]))
})

describe('an open card', () => {
  it.for([['dialog'], ['shadow']])(
    'makes way for a native modal (in a %s), keeps what was chosen, and comes back',
    async ([where], { page }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await choose(page, 'Not yet')
      await bareCard(page).getByRole('checkbox', { name: 'It came too late' }).check()
      await bareCard(page).getByRole('textbox').fill('In May')
      await page.evaluate((inShadow) => {
        const host = document.body.appendChild(document.createElement('div'))
        const root = inShadow ? host.attachShadow({ mode: 'open' }) : host
        const modal = root.appendChild(document.createElement('dialog'))
        const close = modal.appendChild(document.createElement('button'))
        close.textContent = 'Close this'
        close.onclick = () => modal.close()
        modal.showModal()
      }, where === 'shadow')
      await bareCard(page).waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Close this' }).click()
      await bareCard(page).waitFor()
      expect(await bareCard(page).getByRole('textbox').inputValue()).toBe('In May')
      expect(await bareCard(page).getByRole('checkbox').isChecked()).toBe(true)
    },
  )

  it('leaves the keys to a focus trap that opens after it', async ({ page }) => {
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await bareCard(page).getByRole('radio', { name: 'Yes', exact: true }).focus()
    await put(page, `${MAIN}${dialog('role="dialog" aria-modal="true" tabindex="-1"')}`)
    await page.evaluate(() => {
      const modal = document.querySelector<HTMLElement>('[aria-modal]')
      document.addEventListener('focusin', (event) => {
        if (modal?.isConnected && !modal.contains(event.target as Node)) modal.focus()
      })
      modal?.querySelector('input')?.focus()
    })
    await bareCard(page).waitFor({ state: 'hidden' })
    await page.keyboard.type('Spring')
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Spring')
    await put(page, MAIN)
    await bareCard(page).waitFor()
    await page.keyboard.press('F6')
    await choose(page, 'Yes')
  })

  it('stays where it is mounted inside the modal', async ({ page }) => {
    await put(page, `${MAIN}${dialog('role="dialog" aria-modal="true" id="modal"')}`)
    await page.evaluate(() => {
      const { gainloop } = globalThis as unknown as { gainloop(...call: unknown[]): void }
      gainloop('mount', document.querySelector('#modal'))
    })
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Yes')
  })
})

it('lessons opened by hand wait for a modal as well', async ({ page }) => {
  await put(page, `${MAIN}${dialog('role="dialog" aria-modal="true"')}`)
  await call(page, 'lesson', 'better')
  await explained(page)
  expect(await bareCard(page).count()).toBe(0)
  await put(page, MAIN)
  await bareCard(page).getByRole('heading', { name: 'Do it better' }).waitFor()
})
