/** What the page needs can't be fetched for a while: nothing that was called meanwhile is lost, and nobody waits for it. */
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, asked, bareCard, choose, explained, mishaps, playbookWith, serveBare } from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { launch } from './support/launch'
import { countIn, ledgerOf } from './support/ledger'
import { call, visit } from './support/visit'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const troubles: { trouble: string; of: string; refuse(route: Route): Promise<void>; says: RegExp }[] = [
  {
    trouble: 'the playbook, for want of a network',
    of: '**/bare.json',
    refuse: (route) => route.abort('internetdisconnected'),
    says: /the playbook \/bare\.json can't be fetched\. .*connect-src/,
  },
  {
    trouble: 'the playbook, which the server is too busy for',
    of: '**/bare.json',
    refuse: (route) => route.fulfill({ status: 503, body: 'later' }),
    says: /the playbook \/bare\.json answered 503/,
  },
  {
    trouble: 'a file of the build',
    of: '**/gainloop-chunks-*.js',
    refuse: (route) => route.abort('connectionreset'),
    says: /gainloop-chunks-.*\.js/,
  },
]

describe.each(troubles)('while $trouble can’t be fetched', ({ of, refuse, says }) => {
  it('nothing called is lost: it is done, in its order, by the first attempt that succeeds', async () => {
    const demo = await serveBare(playbookWith(['now']))
    const context = await browser.newContext()
    await context.clock.install()
    const seen = await visit(context)
    const { page, said } = seen
    let refused = 0
    await page.route(of, (route) => (refused++ < 3 ? refuse(route) : route.continue()))
    await page.goto(addressOf(demo))
    await call(page, 'identify', { id: 'u_1', token: demo.token('u_1') })
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })

    // Nobody waits: these answer at once.
    const [verdict] = await explained(page)
    expect(verdict?.reasons).toMatchObject([
      { code: 'no-playbook', message: expect.stringMatching(says.source.split('\\.')[0] ?? '') },
    ])
    await page.evaluate(() => (globalThis as unknown as { gainloop(method: 'flush'): Promise<void> }).gainloop('flush'))
    // Another user by then: what was tracked before is not theirs.
    await call(page, 'identify', { id: 'u_2', token: demo.token('u_2') })
    await call(page, 'track', 'now', { id: 'b', label: 'Summer sale' })

    // ky's own attempts within a second, then slower ones.
    await until('the attempt that succeeds', async () => {
      expect(await bareCard(page).count()).toBe(0)
      await page.clock.runFor(500)
      return refused === 4
    })
    await asked(page, 'Summer sale').waitFor()
    await choose(page, 'Yes')
    await untilStored(demo, 'gainloop.rating.given')
    // What is the first user's waits for somebody who may speak for them.
    await call(page, 'identify', { id: 'u_1', token: demo.token('u_1') })
    await until('both to be stored', async () => (await storedOf(demo, 'gainloop.action.completed')).length === 2)
    const tracked = await storedOf(demo, 'gainloop.action.completed')
    expect(tracked.map(({ subject, data }) => [subject, data.moment]).sort()).toEqual([
      ['u_1', 'a'],
      ['u_2', 'b'],
    ])
    // Told once, not at every attempt.
    expect(said).toEqual([expect.stringMatching(says)])
    expect(mishaps({ ...seen, said: [] })).toEqual([])
    await context.close()
    await demo.close()
  })

  it('destroy() ends the attempts', async () => {
    const demo = await serveBare(playbookWith(['now']))
    const context = await browser.newContext()
    await countIn(context)
    const { page, errors } = await visit(context)
    await page.route(of, refuse)
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a' })
    await explained(page)
    expect((await ledgerOf(page)).timers).toHaveLength(1)
    await page.evaluate(() => (globalThis as unknown as { gainloop: { destroy(): void } }).gainloop.destroy())
    expect((await ledgerOf(page)).timers).toEqual([])
    expect(errors).toEqual([])
    await context.close()
    await demo.close()
  })
})
