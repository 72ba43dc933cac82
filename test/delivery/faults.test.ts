import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createOutbox, type Outbox } from '../../src/delivery/outbox'
import { rating } from './events'
import { accepted, answering, type Endpoint, offline, openWorld, type Request, rest, type Tab } from './world'

/** What the world does to a delivery. `lost`: the endpoint has stored the batch, and the answer never arrives. */
const fault = fc.constantFrom(
  'ok',
  '500',
  '503',
  '429',
  '401',
  '404',
  '403',
  '425',
  'page',
  'redirect',
  'offline',
  'reset',
  'lost',
  'late',
)
const doing = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), tab: fc.nat(1), count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 300_000 }) }) },
  { arbitrary: fc.record({ kind: fc.constant('reload' as const), tab: fc.nat(1) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('hide' as const), tab: fc.nat(1) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('return' as const), tab: fc.nat(1) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('flush' as const), tab: fc.nat(1) }), weight: 1 },
)

it('Whatever fails, and however often: every event arrives, and none is deleted before the endpoint had it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { maxLength: 25 }), fc.array(fault, { maxLength: 30 }), async (doings, faults) => {
      const world = openWorld()
      const stored = new Set<string>()
      const late: (() => void)[] = []
      const store = (request: Request) => {
        for (const id of request.ids) stored.add(id)
      }
      const answers: Record<string, Endpoint> = {
        ok: accepted,
        '500': answering(500),
        '503': answering(503, { 'retry-after': '30' }),
        '429': answering(429, { 'retry-after': 'Tue, 03 Mar 2026 12:02:00 GMT' }),
        '401': answering(401),
        '404': answering(404),
        '403': answering(403),
        '425': answering(425),
        page: answering(200, { 'content-type': 'text/html' }, '<!doctype html>'),
        redirect: () => Object.defineProperty(new Response('ok'), 'redirected', { value: true }),
        offline,
        reset: offline,
        lost: offline,
        late: () => new Promise<Response>((resolve) => late.push(() => resolve(new Response(null, { status: 202 })))),
      }
      let turn = 0
      world.answer = (request) => {
        const what = faults[turn++] ?? 'ok'
        if (what === 'ok' || what === 'lost' || what === 'late') store(request)
        return (answers[what] as Endpoint)(request)
      }

      const added: string[] = []
      const open = (): { tab: Tab; outbox: Outbox } => {
        const tab = world.tab()
        const { revise } = tab.vault
        const outbox = createOutbox({
          host: {
            ...tab,
            vault: {
              ...tab.vault,
              revise: (step) =>
                revise((before) => {
                  const after = step(before)
                  const gone = before.filter(({ event }) => !after.some((record) => record.event.id === event.id))
                  expect(gone.filter(({ event }) => !stored.has(event.id))).toEqual([])
                  return after
                }),
            },
          },
          endpoint: '/',
          lock: 'send',
          onError() {},
        })
        outbox.wake()
        return { tab, outbox }
      }
      const tabs = [open(), open()]

      for (const what of doings) {
        const at = 'tab' in what ? what.tab : 0
        const { tab, outbox } = tabs[at] as (typeof tabs)[number]
        if (what.kind === 'add') {
          const events = Array.from({ length: what.count }, (_, i) => rating(`e${added.length + i}`))
          added.push(...events.map((event) => event.id))
          await tab.vault.change(() => ({ add: events, value: 0 }))
          outbox.wake(events)
        } else if (what.kind === 'reload') {
          outbox.destroy()
          tabs[at] = open()
        } else if (what.kind === 'hide') tab.hide()
        else if (what.kind === 'return') tab.comeBack()
        else if (what.kind === 'flush') void outbox.flush()
        else await world.pass(what.ms)
        await rest()
      }

      // The world mends: late answers come, and a page is opened once more, an hour later.
      world.answer = (request) => {
        store(request)
        return accepted(request)
      }
      for (const answer of late) answer()
      await world.pass(3_700_000)
      for (const { outbox } of tabs) outbox.destroy()
      const last = open()
      await last.outbox.flush()
      await world.pass(300_000)

      expect([...stored].sort()).toEqual([...added].sort())
      expect(await last.tab.vault.waiting()).toEqual([])
      expect(world.timers()).toBe(0)
      last.outbox.destroy()
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 150) },
  )
}, 120_000)
