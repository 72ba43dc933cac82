/** What the page needs can't be fetched for a while: nothing that was called meanwhile is lost, and nobody waits for it. */
import type { Route } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addressOf, asked, bareCard, choose, explained, mishaps, playbookWith } from './support/bare'
import { chunkWith } from './support/built-files'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { countIn, ledgerOf } from './support/ledger'
import { call } from './support/visit'

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
    of: `**/${chunkWith('loop/loop.ts')}`,
    refuse: (route) => route.abort('connectionreset'),
    says: new RegExp(chunkWith('loop/loop.ts').replaceAll('.', String.raw`\.`)),
  },
]

describe.each(troubles)('while $trouble can’t be fetched', ({ of, refuse, says }) => {
  it('nothing called is lost: it is done, in its order, by the first attempt that succeeds', async ({
    startBare,
    context,
    tab,
  }) => {
    const demo = await startBare(playbookWith(['now']))
    await context.clock.install()
    const { page, said } = tab
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
    expect(mishaps({ ...tab, said: [] })).toEqual([])
  })

  it('destroy() ends the attempts', async ({ startBare, context, tab }) => {
    const demo = await startBare(playbookWith(['now']))
    await countIn(context)
    const { page, errors } = tab
    await page.route(of, refuse)
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a' })
    await explained(page)
    expect((await ledgerOf(page)).timers).toHaveLength(1)
    await page.evaluate(() => (globalThis as unknown as { gainloop: { destroy(): void } }).gainloop.destroy())
    expect((await ledgerOf(page)).timers).toEqual([])
    expect(errors).toEqual([])
  })
})
