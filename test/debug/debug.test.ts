// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { askAnswered } from '../../src/ask/asks'
import { type Book, emptyBook, momentKey } from '../../src/moment/book'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import { email } from '../ui/support'
import { cardStep, cardText, NOW, type OpenPanel, openPanel, THREE_DAYS, until, type World, world } from './world'

const WEEK = 7 * 86_400_000
const ACTION = 'campaign.sent'
const key = momentKey(ACTION, 'c_42')
/** First seen a week ago, so that `quiet` is over. */
const sent = (recipients = 1800): Book =>
  track(
    { ...emptyBook('u_1', NOW - WEEK, false), clock: NOW },
    compilePlaybook(email),
    { action: ACTION, id: 'c_42', label: 'Spring sale', at: NOW, goal: 'sales', properties: { recipients } },
    NOW,
  )

let page: World
let panel: OpenPanel
const lines = vi.spyOn(console, 'info').mockImplementation(() => {})
const told = (): string[] => lines.mock.calls.map(([line]) => line as string)

async function begin(book: Book = sent()): Promise<void> {
  page = await world(book)
  panel = await openPanel(page)
  await until('the moment', () => panel.text().includes('Spring sale'))
}
beforeEach(() => {
  process.env.TZ = 'UTC'
  lines.mockClear()
})
afterEach(() => {
  panel.close()
  page.attention.destroy()
  expect(document.querySelectorAll('gainloop-card, gainloop-debug').length).toBe(0)
})

/** Nothing of what is tried may change this. */
async function untouched(work: () => Promise<unknown>): Promise<void> {
  const before = page.stored()
  await work()
  expect(page.stored()).toBe(before)
  expect(page.writes()).toBe(0)
  expect(page.fetched).toEqual([])
  expect(await page.context.host.vault.waiting()).toEqual([])
}

describe('a dry run', () => {
  it('three days ahead asks what is due then, and writes and posts nothing', async () => {
    await begin()
    await untouched(async () => {
      panel.press('+3 days')
      await until('the question', () => cardStep() === 'question')
      await until('the panel to say so', () => panel.text().includes('Dry run, 3 days ahead'))
      expect(panel.text()).toContain('It is 4 March 2026 at 12:00 on the copy.')
      expect(panel.text()).toContain('ask.shown campaign.sent (c_42)')
    })
  })

  it.each([
    ['missed', 'not-yet'],
    ['partly', 'partly'],
    ['reached', 'yes'],
  ])('shows the lesson for %s', async (band, value) => {
    await begin()
    await untouched(async () => {
      panel.press(band)
      await until('the lesson', () => cardStep() === 'lesson')
      await until('what it is for', () => /Lesson “[\w-]+”, which is for .*bands/.test(panel.text()))
      expect(panel.text()).toContain(`Answered “${value}”: campaign.sent “Spring sale” (c_42).`)
      expect(panel.text()).toContain(`rating.given campaign.sent (c_42) ${band}`)
    })
  })

  it('shows it, too, of a moment that was rated already, and one band after the other', async () => {
    await begin(askAnswered(sent(), key, NOW))
    await untouched(async () => {
      for (const band of ['missed', 'reached']) {
        panel.press(band, [...panel.root.querySelectorAll('li.row')].length - 1)
        await until('the lesson', () => panel.text().includes(`rating.given campaign.sent (c_42) ${band}`))
        await until('one card', () => document.querySelectorAll('gainloop-card').length === 1)
      }
    })
  })

  it('asks as the page would: not where the condition does not hold; but any answer to it can be tried', async () => {
    await begin(sent(5))
    await untouched(async () => {
      panel.press('Ask now')
      await until('the panel to say so', () => panel.text().includes('There is nothing to ask: the reasons say why.'))
      expect(panel.text()).toContain('its "if" does not hold')
      expect(cardStep()).toBeUndefined()
      panel.press('missed')
      await until('the lesson', () => cardStep() === 'lesson')
    })
  })

  it('asks an action of which there is no moment', async () => {
    await begin()
    await untouched(async () => {
      const names = [...panel.root.querySelectorAll('.row .name')].map(({ textContent }) => textContent)
      panel.press('Ask now', names.indexOf('list.imported'))
      await until('its question', () => cardStep() === 'question')
      await until('the panel', () => panel.text().includes('Asked: list.imported'))
    })
  })

  it('opens any lesson', async () => {
    await begin()
    await untouched(async () => {
      const select = panel.root.querySelector('select') as HTMLSelectElement
      const last = select.options[select.options.length - 1] as HTMLOptionElement
      select.value = last.value
      panel.press('Open lesson')
      await until('the lesson', () => cardStep() === 'lesson')
      expect(cardText()).toBe(last.textContent)
    })
  })

  it('ends with everything put away', async () => {
    await begin()
    await untouched(async () => {
      panel.press('+3 days')
      await until('the question', cardText)
      panel.press('Back to now')
      await until('the card to go', () => !cardText())
      await until('the clock', () => !panel.text().includes('Dry run'))
    })
  })

  it('goes on from where it is: answered on the copy is answered a day later', async () => {
    await begin()
    await untouched(async () => {
      panel.press('missed')
      await until('the lesson', () => cardStep() === 'lesson')
      panel.press('+1 day')
      await until('the panel', () => panel.text().includes('Dry run, 1 day ahead'))
      await until('the reason', () => panel.text().includes('this moment was rated on 1 March 2026'))
    })
  })

  it('keeps the page’s own card away while it shows one', async () => {
    await begin()
    panel.press('missed')
    await until('the lesson', () => cardStep() === 'lesson')
    const before = page.stored()
    page.setNow(NOW + THREE_DAYS)
    await page.attention.look()
    expect(cardStep()).toBe('lesson')
    expect(JSON.parse(page.stored()).book.asks).toEqual(JSON.parse(before).book.asks)
    panel.press('Back to now')
    await until('the page’s own question', () => cardStep() === 'question')
    expect(JSON.parse(page.stored()).book.asks[key].displays).toEqual([NOW + THREE_DAYS])
  })

  it('puts the page’s own card away without a word of it to the endpoint', async () => {
    await begin()
    page.setNow(NOW + THREE_DAYS)
    page.attention.look()
    await until('the page’s own question', () => cardStep() === 'question')
    const before = page.stored()
    panel.press('missed')
    await until('the lesson', () => cardStep() === 'lesson')
    expect(page.stored()).toBe(before)
  })
})

describe('the panel', () => {
  it('says what is stored and posted: nothing', async () => {
    await begin()
    expect(panel.text()).toContain('Nothing here is stored or posted')
  })

  it('follows what the page writes', async () => {
    await begin()
    await page.context.keeper.commit((book) => ({
      book,
      value: 0,
      events: [{ type: 'gainloop.result.measured', data: { moment: 'c_42', action: ACTION, metrics: {} } }],
    }))
    await until('the outbox', () => panel.text().includes('Outbox (1)'))
    expect(panel.text()).toContain('result.measured campaign.sent (c_42): waits to be sent')
  })

  test.each(['keydown', 'keyup', 'keypress'])('keeps %s in its fields from the page', async (type) => {
    await begin()
    const heard = vi.fn()
    document.addEventListener(type, heard)
    panel.root.querySelector('input')?.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
    document.removeEventListener(type, heard)
    expect(heard).not.toHaveBeenCalled()
  })

  it('is closed by Escape', async () => {
    await begin()
    const input = panel.root.querySelector('input') as HTMLInputElement
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }))
    expect(panel.root.querySelector('.body')).toBeNull()
    expect(panel.root.querySelector('[aria-expanded]')?.getAttribute('aria-expanded')).toBe('false')
  })

  it('listens to nothing any more once it is closed', async () => {
    const before = await world(sent())
    const opened = await openPanel(before)
    opened.close()
    lines.mockClear()
    before.setNow(NOW + THREE_DAYS)
    await before.attention.look()
    expect(told()).toEqual([])
    before.attention.destroy()
    expect(document.querySelector('gainloop-debug')).toBeNull()
  })
})

describe('the console', () => {
  it('has one line for a decision, and none for the same one again', async () => {
    await begin()
    await page.attention.look()
    await page.attention.look()
    expect(told()).toEqual([
      '[gainloop] campaign.sent “Spring sale” (c_42). Not asked: it is not due yet (until 4 March 2026 at 12:00).',
    ])
    page.setNow(NOW + THREE_DAYS)
    page.attention.look()
    await until('the question', () => cardStep() === 'question')
    expect(told().slice(1)).toEqual(['[gainloop] campaign.sent “Spring sale” (c_42). Asked now.'])
  })

  it('has none for a dry run', async () => {
    await begin()
    panel.press('+3 days')
    await until('the question', () => cardStep() === 'question')
    expect(told()).toEqual([])
  })
})
