// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { GainloopEvent } from '../../src/delivery/event'
import { memoryCell } from '../../src/host/cell'
import type { Host } from '../../src/host/host'
import { createRequests } from '../../src/host/request'
import { openVault } from '../../src/host/vault'
import { createKeeper, type Keeper } from '../../src/loop/keeper'
import type { Speaker } from '../../src/loop/speaker'
import { bookOf, sync } from '../../src/loop/sync'
import { type Book, emptyBook, momentKey } from '../../src/moment/book'
import { identify } from '../../src/moment/identify'
import { openPeriods } from '../../src/moment/periods'
import { track } from '../../src/moment/track'
import { stateOf } from '../../src/receiver/state'
import { DAY, day, FREE, playbook, START } from '../ask/scene'

const NOW = day(4)
const plan = playbook(FREE)
const action = Object.keys(plan.actions)[0] as string
const key = momentKey(action, 'c1')
const named = (id = 'u1') => identify(emptyBook('anon-9', START), { id }, START).book
const sent = (book = named()) => track(book, plan, { action, id: 'c1', at: START }, START)
const rating = { id: 'r1', moment: 'c1', action, at: day(3), value: 'no', scale: 'outcome', score: 0, band: 'missed' }
const state = { now: NOW, ratings: [{ ...rating, updated: day(3) }] }

interface Device {
  keeper: Keeper
  asked: { url: string; authorization: string | null }[]
  writes: number
  sync(): Promise<boolean>
}

const device = async (
  book: Book,
  answer: () => Response | Promise<Response>,
  token: Speaker['tokenFor'] = () => 'jwt',
): Promise<Device> => {
  const asked: Device['asked'] = []
  const host = {
    now: () => NOW,
    id: () => 'fresh',
    vault: openVault([memoryCell()]),
    requests: async () =>
      createRequests(async (url, { headers }) => {
        asked.push({ url, authorization: new Headers(headers).get('authorization') })
        return answer()
      }),
  } as unknown as Host
  const made = { writes: 0 }
  const keeper = createKeeper({
    host,
    playbookId: 'p',
    common: () => ({ language: 'en', segments: [] }),
    wakeAt: () => 0,
    committed: () => void made.writes++,
  })
  await keeper.commit(() => ({ book, value: 0 }))
  made.writes = 0
  return Object.assign(made, { keeper, asked, sync: () => sync({ host, keeper }, '/api/gainloop?v=1', token) })
}

describe('what another device did', () => {
  it('settles the ask here, and is written once', async () => {
    const laptop = await device(sent(), () => Response.json(state))
    expect(await laptop.sync()).toBe(true)
    const book = openPeriods(await laptop.keeper.read(), plan, NOW)
    expect(book.ratings.r1).toMatchObject({ band: 'missed', moment: 'c1' })
    expect(book.asks[key]).toMatchObject({ status: 'answered', displays: [day(3)] })
    await laptop.sync()
    expect(laptop.writes).toBe(1)
  })

  it('is asked for in the user’s own name, with their token, by this device’s clock, beside what the address already says', async () => {
    const laptop = await device(sent(named('u/1 ü')), () => Response.json(state))
    await laptop.sync()
    const { url, authorization } = laptop.asked[0] as Device['asked'][0]
    expect(new URL(url).pathname + new URL(url).search).toBe(`/api/gainloop?v=1&subject=u%2F1+%C3%BC&now=${NOW}`)
    expect(authorization).toBe('Bearer jwt')
  })

  it('goes without a token where there is none: an endpoint of the same origin may need none', async () => {
    const laptop = await device(
      sent(),
      () => Response.json(state),
      () => undefined,
    )
    await laptop.sync()
    expect(laptop.asked[0]?.authorization).toBe(null)
  })

  it('is not for a user who was named in the meantime', async () => {
    const answer = async () => {
      await laptop.keeper.commit(() => ({ book: named('u2'), value: 0 }))
      return Response.json(state)
    }
    const laptop: Device = await device(sent(), answer)
    await laptop.sync()
    expect(await laptop.keeper.read()).toMatchObject({ user: { id: 'u2' }, ratings: {} })
  })

  it('comes back after the browser has wiped everything: the moment is asked about, the user is no newcomer', async () => {
    const at = new Date(START).toISOString()
    const data = { moment: 'c1', action, at, language: 'en', segments: [] }
    const event = { type: 'gainloop.action.completed', time: at, data } as unknown as GainloopEvent
    const stored = stateOf([{ event, at: START, received: START }] as never, NOW)
    const wiped = await device(identify(emptyBook('anon-10', NOW), { id: 'u1' }, NOW).book, () => Response.json(stored))
    await wiped.sync()
    const book = openPeriods(await wiped.keeper.read(), plan, NOW)
    expect(book.user.since).toBe(START)
    expect(book.asks[key]).toMatchObject({ status: 'pending', due: START + 3 * DAY })
  })
})

describe('nobody is asked', () => {
  test.each<[string, Book, Speaker['tokenFor']]>([
    ['about an anonymous user', emptyBook('anon-9', START), () => 'jwt'],
    ['about a user nobody here may speak for', named(), () => null],
  ])('%s', async (_, book, token) => {
    const laptop = await device(book, () => Response.json(state), token)
    expect(await laptop.sync()).toBe(true)
    expect(laptop.asked).toEqual([])
  })
})

describe('the next look tries again after', () => {
  test.each<[string, () => Response | Promise<Response>, boolean]>([
    ['401', () => new Response('', { status: 401 }), true],
    ['429', () => new Response('', { status: 429 }), true],
    ['503', () => new Response('', { status: 503 }), true],
    ['a failing network', () => Promise.reject(new TypeError('Failed to fetch')), true],
    ['a page of HTML', () => new Response('<!doctype html>'), true],
    ['403: not', () => new Response('', { status: 403 }), false],
    ['404: not', () => new Response('', { status: 404 }), false],
    ['405: not', () => new Response('', { status: 405 }), false],
  ])('%s', async (_, answer, again) => {
    const laptop = await device(sent(), answer)
    const before = JSON.stringify(await laptop.keeper.read())
    expect(await laptop.sync()).toBe(again)
    expect(JSON.stringify(await laptop.keeper.read())).toBe(before)
    expect(laptop.writes).toBe(0)
  })
})

describe('a state that is not one', () => {
  it('never throws, and never takes anything from the book', () => {
    const before = sent()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            moments: fc.jsonValue(),
            asks: fc.jsonValue(),
            ratings: fc.array(fc.jsonValue()),
            muted: fc.jsonValue(),
          }),
        ),
        (given) => {
          const book = bookOf(given, before, NOW)
          expect(book.user.id).toBe('u1')
          expect(book.user.since).toBeLessThanOrEqual(before.user.since)
        },
      ),
    )
  })
})
