import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import { composeEvent } from '../../src/delivery/compose'
import type { EventType, GainloopEvent } from '../../src/delivery/event'
import { addressOf, asked, choose, codesOf, mishaps, playbookWith } from './support/bare'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { DAY } from './support/journey'
import { call, visit } from './support/visit'

const ada = { id: 'u_ada' }
const moment = { action: 'measured', moment: 'm_1', language: 'en', segments: [] }

/** As the vendor's server would: a nightly job that knows the figures. */
async function post(demo: Demo, events: GainloopEvent[], token: string): Promise<number> {
  const { status } = await fetch(`${demo.url}/api/gainloop`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${token}` },
    body: JSON.stringify(events),
  })
  return status
}
const composed = <T extends EventType>(type: T, data: GainloopEvent<T>['data'], now: number) =>
  composeEvent(type, data, { playbook: 'bare', subject: ada.id, id: crypto.randomUUID(), now })
const result = (now: number) => composed('gainloop.result.measured', { ...moment, metrics: { rate: 0.05 } }, now)

async function signedIn(context: BrowserContext, demo: Demo) {
  const seen = await visit(context)
  await seen.page.goto(addressOf(demo, { sync: '' }))
  await call(seen.page, 'identify', { ...ada, token: demo.token(ada.id) })
  return seen
}

const answered = async (page: Page, demo: Demo, label: string) => {
  await asked(page, label).waitFor()
  await choose(page, 'Not yet')
  expect((await untilStored(demo, 'gainloop.rating.given'))[0]?.data).toMatchObject({ moment: 'm_1', band: 'missed' })
}

describe('What the vendor’s server posts with its service token, while the user is away,', () => {
  it('makes the ask of a moment due in the browser: the result it waited for', async ({ startBare, context }) => {
    const demo = await startBare(playbookWith(['measured']))
    const before = await signedIn(context, demo)
    await call(before.page, 'track', 'measured', { id: 'm_1', label: 'Spring sale' })
    await untilStored(demo, 'gainloop.action.completed')
    expect(await codesOf(before.page, 'm_1')).toBe('waiting-for-result')
    await before.page.close()

    demo.setClock(DAY)
    expect(await post(demo, [result(Date.now() + DAY)], demo.serviceToken())).toBe(202)
    const after = await signedIn(context, demo)
    await answered(after.page, demo, 'Spring sale')
    expect(mishaps(before, after)).toEqual([])
  })

  it('is asked about in a browser that never saw the action', async ({ startBare, context }) => {
    const demo = await startBare(playbookWith(['measured']))
    const at = new Date().toISOString()
    const completed = composed('gainloop.action.completed', { ...moment, at, label: 'Autumn sale' }, Date.now())
    expect(await post(demo, [completed, result(Date.now())], demo.serviceToken())).toBe(202)
    const { page, ...seen } = await signedIn(context, demo)
    await answered(page, demo, 'Autumn sale')
    expect(mishaps({ page, ...seen })).toEqual([])
  })

  it('reaches nobody when it is posted with the token of another user', async ({ startBare, context }) => {
    const demo = await startBare(playbookWith(['measured']))
    const seen = await signedIn(context, demo)
    await call(seen.page, 'track', 'measured', { id: 'm_1', label: 'Spring sale' })
    await untilStored(demo, 'gainloop.action.completed')
    expect(await post(demo, [result(Date.now())], demo.token('u_bob'))).toBe(401)
    const read = () => demo.requests.filter(({ method }) => method === 'GET').length
    const soFar = read()
    await seen.page.reload()
    await call(seen.page, 'identify', { ...ada, token: demo.token(ada.id) })
    await until('the state to be read again', () => read() > soFar)
    expect(await codesOf(seen.page, 'm_1')).toBe('waiting-for-result')
  })
})
