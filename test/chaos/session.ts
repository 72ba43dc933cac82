/** One user's browser through all its rounds, until everything they rated has arrived. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { until } from '../browser/support/endpoint'
import { launchOn } from '../browser/support/launch'
import type { Endpoint } from './endpoint'
import type { Ledger } from './ledger'
import { answerAfterWipe, flush, hangDatabase, said, track, watch } from './page'
import type { Round, Session } from './plan'

/** A round takes a second; longer than this, in ms, and something hangs. */
const PATIENCE = 180_000
/**
 * A rating of which the page could tell nobody, because it was closed, is known of when it arrives: up to two minutes after each
 * of the failed attempts in a row, which may be many. After this, in ms, the page is told to try now.
 */
const TRY_NOW = 20_000

/** Where the user's pages live. */
interface Place {
  context: BrowserContext
  /** The browser dies as in a power cut, and is opened again on the same profile. */
  kill(): Promise<void>
  close(): Promise<void>
}

async function placeOf(browser: Browser, ledger: Ledger, killed: boolean): Promise<Place> {
  if (!killed) {
    const context = await browser.newContext()
    await watch(context, ledger.announced)
    return { context, kill: () => Promise.reject(new Error('shared')), close: () => context.close() }
  }
  const folder = await mkdtemp(join(tmpdir(), 'gainloop-chaos-'))
  let profile = await launchOn(folder)
  await watch(profile.context, ledger.announced)
  const place: Place = {
    context: profile.context,
    async kill() {
      await profile.kill()
      profile = await launchOn(folder)
      await watch(profile.context, ledger.announced)
      place.context = profile.context
    },
    async close() {
      await profile.kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return place
}

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
  const address = endpoint.page(user, build)
  const open = async (): Promise<Page> => {
    const page = await place.context.newPage()
    await page.goto(address)
    // All of Gainloop is there before the network goes: what a page never had, it can't show.
    await flush(page)
    return page
  }
  let page = await open()
  let count = 0

  const missing = (of: readonly string[]) => of.filter((moment) => !ledger.rated(moment))
  const atLeast = (ids: readonly string[], share: number) =>
    until(`${user} to rate ${ids.length}`, () => missing(ids).length <= ids.length * (1 - share), PATIENCE)
  const allOf = (ids: readonly string[]) => {
    const since = Date.now()
    const told = async () => {
      if (missing(ids).length && Date.now() - since > TRY_NOW) await flush(page)
      return !missing(ids).length
    }
    return until(`${user} to rate ${ids.length}`, told, PATIENCE)
  }
  /** What was tracked only in a page that died was never tracked: the vendor's page does so again. */
  const again = (ids: readonly string[]) => track(page, missing(ids))

  /** Somebody else signs in in a second tab; the first, not reloaded, goes on for its own user. */
  async function twoUsers(ids: readonly string[]): Promise<void> {
    const stranger = `${user}b`
    const theirs = ids.map(() => `${stranger}-${count++}`)
    moments.push(...theirs)
    const other = await place.context.newPage()
    await other.goto(endpoint.page(stranger, build))
    await flush(other)
    await track(page, ids)
    await track(other, theirs)
    await atLeast(theirs, 0.5)
    await page.close()
    await track(other, missing(theirs))
    await allOf(theirs)
    await until(`what ${stranger} rated to arrive`, async () => {
      await flush(other)
      return ledger.owed(stranger) === 0
    })
    await other.close()
    page = await open()
  }

  /** The answer on the card counts, whatever became of the storage under it. */
  async function wiped(ids: readonly string[]): Promise<void> {
    const answering = answerAfterWipe(page)
    await track(page, ids)
    const moment = await answering
    await until(`the answer to ${moment} to be announced`, () => ledger.rated(moment))
  }

  async function hanging(ids: readonly string[]): Promise<void> {
    await track(page, ids)
    await atLeast(ids, 0.2)
    await hangDatabase(page)
    await atLeast(ids, 0.5)
    await page.close()
    page = await open()
  }

  async function round({ ratings, endpoint: fault, times, browser: what }: Round): Promise<void> {
    const ids = Array.from({ length: ratings }, () => `${user}-${count++}`)
    moments.push(...ids)
    endpoint.queue(user, fault, times)
    ledger.met(what)
    if (what === 'offline') await place.context.setOffline(true)
    if (what === 'two users') await twoUsers(ids)
    else if (what === 'wiped storage') await wiped(ids)
    else if (what === 'hanging IndexedDB') await hanging(ids)
    else if (what === 'two tabs') {
      const other = await open()
      await Promise.all([
        track(
          page,
          ids.filter((_, n) => n % 2),
        ),
        track(
          other,
          ids.filter((_, n) => n % 2 === 0),
        ),
      ])
      await atLeast(ids, 0.5)
      await page.close()
      page = other
    } else {
      await track(page, ids)
      await atLeast(ids, what === 'offline' ? 1 : 0.5)
      if (what === 'offline') await place.context.setOffline(false)
      else if (what === 'reload') {
        await page.reload()
        await flush(page)
      } else {
        if (what === 'killed') await place.kill()
        else await page.close()
        page = await open()
      }
    }
    await again(ids)
    await allOf(ids)
  }

  try {
    for (const one of rounds) await round(one)
    await until(
      `everything ${user} rated to arrive, ${ledger.owed(user)} being owed`,
      async () => {
        await flush(page)
        return ledger.owed(user) === 0
      },
      PATIENCE,
    )
  } catch (cause) {
    const left = missing(moments.filter((moment) => moment.startsWith(`${user}-`)))
    throw new Error(`${(cause as Error).message}; not rated: ${left.join(' ') || 'none'}; ${await said(page)}`, {
      cause,
    })
  } finally {
    endpoint.calm(user)
    await place.close()
  }
}
