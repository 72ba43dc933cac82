import { describe, expect, it } from 'vitest'
import { nextStep, type Situation } from '../../demo/next/next'
import { freshBook } from '../../demo/next/way'
import { playbookOf } from '../../demo/playbook'
import { productOf } from '../../demo/products'
import { createWorkspaces } from '../../demo/workspace'
import type { Book } from '../../src/moment/book'
import { askDismissed, askShown } from '../../src/ask/asks'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000

/** A user of that product, who came at `NOW`, and what they do. */
function user(id: string) {
  const product = productOf(id)
  const playbook = playbookOf(product)
  const compiled = compilePlaybook(playbook)
  const workspace = createWorkspaces().of(id, '', NOW)
  const collectionOf = (path: string) => product.collections.find(({ slug }) => slug === path.split('/')[1])
  let book: Book = openPeriods(freshBook(product.users[0], NOW), compiled, NOW)
  let now = NOW
  let done = 0
  const next = (path = '/', more: Partial<Situation> = {}) =>
    nextStep({ product, playbook, workspace, book, asking: false, path, now, ...more })
  return {
    next,
    text: (path?: string) => next(path).text,
    complete(path: string, goal?: string) {
      const collection = collectionOf(path)
      const [, , item = ''] = path.split('/')
      if (!collection) throw new Error(`no ${path}`)
      const completed = workspace.complete(collection, item, now)
      const moment = { id: completed?.counted === undefined ? item : `${item}_${done++}`, ...(goal && { goal }) }
      const { properties = {} } = completed?.item ?? {}
      book = track(book, compiled, { ...moment, action: collection.action, properties }, now)
    },
    measure(path: string) {
      const collection = collectionOf(path)
      const [, , item = ''] = path.split('/')
      if (!collection?.figures) throw new Error(`no ${path}`)
      workspace.measure(collection, item, 'poor')
      book = addResult(book, compiled, { target: item, metrics: collection.figures.outcomes.poor, at: now }, now).book
    },
    dismiss(key: string) {
      book = askDismissed(askShown(book, key, now), key, false, now)
    },
    later(days: number) {
      now += days * DAY
      book = openPeriods(book, compiled, now)
    },
  }
}

describe('the bar says what to press next:', () => {
  it('in Postcard, from the dashboard to the card', () => {
    const mia = user('email-marketing')
    expect(mia.text()).toBe('open “Spring sale” under “Campaigns” and press “Send campaign”, then “Send campaign now”.')
    expect(mia.text('/campaigns/c_43')).toBe('press “Send campaign”, then “Send campaign now”.')
    mia.complete('/campaigns/c_42')
    expect(mia.text('/campaigns/c_42')).toBe('choose a goal in the card, then press “Three days later”.')
    mia.complete('/campaigns/c_42', 'sales')
    expect(mia.next('/campaigns/c_42')).toEqual({ text: 'press “Three days later”.', jump: 3 })
    mia.later(3)
    expect(mia.text('/campaigns/c_42')).toBe('answer the card.')
  })

  it('in Beacon Ads, to let the figures come in', () => {
    const lena = user('ads-manager')
    lena.complete('/ads/ad_12', 'sales')
    expect(lena.text('/ads/ad_12')).toBe('under “Results” press “Good”, “So-so” or “Poor”.')
    expect(lena.text('/ads')).toBe('open “Free eye test” and under “Results” press “Good”, “So-so” or “Poor”.')
    lena.measure('/ads/ad_12')
    expect(lena.next('/ads/ad_12').jump).toBe(3)
    lena.later(3)
    expect(lena.text()).toBe('answer the card.')
  })

  it('in Petal, to let visitors sign up until there are enough of them', () => {
    const ines = user('lead-capture')
    expect(ines.text('/contacts')).toBe('press “Three visitors sign up”.')
    ines.complete('/contacts/s_1')
    expect(ines.text('/contacts')).toBe('choose a goal in the card, then press “Three visitors sign up”.')
    ines.complete('/contacts/s_1', 'readers')
    expect(ines.next('/contacts')).toEqual({ text: 'press “One week later”.', jump: 7 })
    ines.later(7)
    expect(ines.text('/contacts')).toBe('answer the card.')
  })

  it('in Nightwatch, that it asks by itself, and about which incidents', () => {
    const sam = user('uptime-monitor')
    expect(sam.next()).toEqual({ text: 'press “Five weeks later”: Nightwatch asks by itself.', jump: 35 })
    expect(sam.text('/incidents/in_89')).toBe(
      'the playbook will not ask this user about “Search is slow”. Try another one.',
    )
    expect(sam.text('/incidents/in_88')).toBe('press “Close incident”.')
    expect(sam.text('/incidents')).toBe('open “Checkout answers 502” under “Incidents” and press “Close incident”.')
    sam.complete('/incidents/in_88')
    expect(sam.next('/incidents/in_88').jump).toBe(3)
  })

  it('to answer, while the question is on the screen', () => {
    expect(user('lead-capture').next('/', { asking: true }).text).toBe('answer the card.')
  })

  it('to be somebody else, where the limits leave this user alone', () => {
    const mia = user('email-marketing')
    for (const [path, key] of [
      ['/campaigns/c_42', 'campaign.sent c_42'],
      ['/audience/l_7', 'list.imported l_7'],
      ['/automations/a_1', 'automation.enabled a_1'],
    ] as const) {
      mia.complete(path, 'sales')
      mia.dismiss(key)
    }
    expect(mia.text('/campaigns')).toMatch(/limits leave this user alone for a while\. Choose another user/)
  })
})
