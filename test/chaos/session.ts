/** One user's browser through all its rounds, until everything they rated has arrived. */
import type { Browser, Page } from 'playwright-core'
import { until } from '../browser/support/endpoint'
import type { Endpoint } from './endpoint'
import type { Ledger } from './ledger'
import { asked, flush, goOn, hangDatabase, holdStill, said, track } from './page'
import { type BrowserFault, momentOf, otherUserOf, ownerOf, type Round, type Session } from './plan'
import { placeOf } from './profile'

/** A round takes a second; longer than this, in ms, and something hangs. */
const PATIENCE = 180_000
/**
 * A rating of which the page could tell nobody, because it was closed, is known of when it arrives: up to two minutes after each
 * of the failed attempts in a row, which may be many. After this, in ms, the page is told to try now.
 */
const TRY_NOW = 20_000
/** Resolves when the card's code has been fetched, which the loop does not wait for. */
const cardLoaded = (page: Page): Promise<unknown> =>
  until('the code of the card', () =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('gainloop-present'))),
  )

/** How long an answer may take to be kept somewhere, in ms. */
const KEPT_WITHIN = 3_000

export interface World {
  browser: Browser
  endpoint: Endpoint
  ledger: Ledger
}

/**
 * @param moments where the user's moments are written down as they begin
 * @throws Error when the user, or the delivery, gets stuck; with what the page says of it
 */
export async function runSession(
  { user, build, killed, rounds }: Session,
  { browser, endpoint, ledger }: World,
  moments: string[],
): Promise<void> {
  const place = await placeOf(browser, ledger, killed)
  const other = otherUserOf(user)
  const open = async (who = user): Promise<Page> => {
    const page = await place.context.newPage()
    await page.goto(endpoint.page(who, build, who === other))
    // All of Gainloop is there before the network goes: what a page never had, it can't show.
    await flush(page)
    if (build === 'gainloop.js') await cardLoaded(page)
    return page
  }
  let page = await open()
  let count = 0

  const missing = (of: readonly string[]) => of.filter((moment) => !ledger.rated(moment))
  const atLeast = (ids: readonly string[], share: number) =>
    until(`${user} to rate ${ids.length}`, () => missing(ids).length <= ids.length * (1 - share), PATIENCE)
  const allOf = (ids: readonly string[], on = page) => {
    const since = Date.now()
    const told = async () => {
      if (missing(ids).length && Date.now() - since > TRY_NOW) await flush(on)
      return !missing(ids).length
    }
    return until(`${ids.length} to be rated`, told, PATIENCE)
  }
  const allArrived = (who: string, on: Page, except = (): string[] => []) =>
    until(
      `everything ${who} rated to arrive`,
      async () => {
        await flush(on)
        return ledger.owed(who, except()) === 0
      },
      PATIENCE,
    )
  const reopen = async (): Promise<void> => {
    await page.close()
    page = await open()
  }

  /** Something happens while the card is open, before the user answers. Resolves to the moment that was answered. */
  const underOpenCard = async (ids: readonly string[], happens: () => Promise<unknown>): Promise<string> => {
    await holdStill(page)
    await track(page, ids)
    const moment = await until('a card', () => asked(page), PATIENCE)
    await happens()
    await goOn(page)
    await until(`${moment} to be answered`, () => ledger.taps(moment) > 0, PATIENCE)
    return moment
  }

  /** Whoever answered and has seen the card go on may leave. */
  const isKept = async (moment: string): Promise<void> => {
    await until(`${moment} to be kept`, () => ledger.rated(moment), KEPT_WITHIN).catch(() => {})
    ledger.settled(moment)
  }

  const faults: Record<BrowserFault, (ids: string[]) => Promise<unknown>> = {
    async offline(ids) {
      await place.context.setOffline(true)
      await track(page, ids)
      await atLeast(ids, 1)
      await place.context.setOffline(false)
    },
    async reload(ids) {
      await track(page, ids)
      await atLeast(ids, 0.5)
      await page.reload()
      await flush(page)
    },
    async 'closed tab'(ids) {
      await track(page, ids)
      await atLeast(ids, 0.5)
      await reopen()
    },
    async killed(ids) {
      await track(page, ids)
      await atLeast(ids, 0.5)
      await place.kill()
      page = await open()
    },
    async 'two tabs'(ids) {
      const second = await open()
      const [odd, even] = [ids.filter((_, n) => n % 2), ids.filter((_, n) => n % 2 === 0)]
      await Promise.all([track(page, odd), track(second, even)])
      await atLeast(ids, 0.5)
      await page.close()
      page = second
    },
    async wiped(ids) {
      const session = await place.context.newCDPSession(page)
      const origin = new URL(page.url()).origin
      const wipe = () => session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
      await isKept(await underOpenCard(ids, wipe))
      await reopen()
    },
    async 'database hangs'(ids) {
      await isKept(await underOpenCard(ids, () => hangDatabase(page)))
      await reopen()
    },
    async 'by link'(ids) {
      for (const id of ids) {
        const link = await endpoint.link(user, id)
        // Two tabs, and each taps: one rating counts.
        const tabs = await Promise.all([place.context.newPage(), place.context.newPage()])
        for (const tab of tabs) {
          await tab.goto(link)
          // Nothing is sent before somebody is there.
          await tab.mouse.move(9, 9)
        }
        await until(`${id} to be rated by its link`, () => ledger.rated(id), PATIENCE)
        for (const tab of tabs) await tab.close()
      }
    },
    async 'two users'(ids) {
      const second = await open(other)
      const theirs = ids.filter((id) => ownerOf(id) === other)
      // The first tab was not reloaded: it still speaks for the first user.
      await Promise.all([
        track(second, theirs),
        track(
          page,
          ids.filter((id) => ownerOf(id) === user),
        ),
      ])
      await allOf(theirs, second)
      await allArrived(other, second)
      await second.close()
      await reopen()
    },
  }

  async function round({ ratings, endpoint: fault, times, browser: what }: Round): Promise<void> {
    const ids = Array.from({ length: ratings }, (_, n) =>
      momentOf(what === 'two users' && n % 2 ? other : user, count++),
    )
    moments.push(...ids)
    endpoint.queue(user, fault, times)
    ledger.met(what)
    await faults[what](ids)
    // What was tracked only in a page that died was never tracked: the vendor's page does so again.
    await track(page, missing(ids))
    await allOf(ids)
  }

  try {
    for (const one of rounds) await round(one)
    // What the endpoint can't take holds up nothing else.
    await allArrived(user, page, () => endpoint.poisoned(user))
    endpoint.calm(user)
    await allArrived(user, page)
  } catch (cause) {
    const left = missing(moments.filter((moment) => [user, other].includes(ownerOf(moment))))
    const owed = ledger.owed(user) + ledger.owed(other)
    const state = `not rated: ${left.join(' ') || 'none'}; not arrived: ${owed}; ${await said(page)}`
    throw new Error(`${user}: ${(cause as Error).message}; ${state}`, { cause })
  } finally {
    endpoint.calm(user)
    await place.close()
  }
}
