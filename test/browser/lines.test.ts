/** What the vendor's engineer reads in the console, before they look anywhere else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished } from 'vitest'
import { addressOf, asked, bareCard, choose, playbookWith } from './support/bare'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

/** An endpoint of another origin that never heard of CORS. */
async function strangers(): Promise<string> {
  const server = createServer((_, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}

describe('The console says', () => {
  it('at once that an endpoint of another origin does not let the page read its answers, and what to start it with', async ({
    startBare,
    tab,
  }) => {
    const demo = await startBare(playbookWith(['sent']))
    await tab.page.goto(addressOf(demo, { endpoint: await strangers() }))
    await call(tab.page, 'track', 'sent', { id: 'a' })
    // Not after the eleven seconds that three failed attempts take.
    const line = await until('the line', () => tab.said[0], 5_000)
    expect(line).toContain('(CORS)')
    expect(line).toContain(`--origin ${new URL(demo.url).origin}`)
  })

  it('that an address without a scheme is a path', async ({ startBare, tab }) => {
    const demo = await startBare(playbookWith(['sent']))
    await tab.page.goto(addressOf(demo, { endpoint: 'api.example.com/gainloop' }))
    await call(tab.page, 'track', 'sent', { id: 'a' })
    await until('the line', () => tab.said.some((line) => line.includes('expected https://api.example.com/gainloop')))
  })

  it('that a page came in place of the playbook', async ({ startBare, tab }) => {
    const demo = await startBare(playbookWith(['sent']))
    await tab.page.goto(addressOf(demo, { playbook: '/bare' }))
    await call(tab.page, 'track', 'sent', { id: 'a' })
    const line = await until('the line', () => tab.said[0])
    expect(line).toMatch(/the playbook \/bare is HTML, not JSON\. .*is the file there/)
  })

  it('that the endpoint answered with a page; the rating is kept for the address that is mended', async ({
    startBare,
    tab,
  }) => {
    const demo = await startBare(playbookWith(['now']))
    const { page, said } = tab
    await page.goto(addressOf(demo, { endpoint: '/bare' }))
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Yes')
    const line = await until('the line', () => said[0])
    expect(line).toMatch(/delivery to \/bare: 200 with a page \(HTML\)/)
    await page.goto(addressOf(demo))
    const [rating] = await untilStored(demo, 'gainloop.rating.given')
    expect(rating?.data.moment).toBe('a')
  })

  it('that a consent manager’s data-name has renamed the global', async ({ startBare, tab }) => {
    const demo = await startBare(playbookWith(['sent']))
    await tab.page.goto(addressOf(demo, { name: 'feedback-service' }))
    const line = await until('the line', () => tab.said[0])
    expect(line).toMatch(/data-name="feedback-service" renames the global.*gainloop\(…\)/)
  })
})

it('A user with a number for an id is that user', async ({ startBare, tab }) => {
  const demo = await startBare(playbookWith(['now']))
  const { page, said } = tab
  await page.goto(addressOf(demo))
  await call(page, 'identify', { id: 81, token: demo.token('81') })
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await asked(page, 'Spring sale').waitFor()
  await choose(page, 'Yes')
  const [rating] = await untilStored(demo, 'gainloop.rating.given')
  expect([rating?.subject, said]).toEqual(['81', []])
  await expect.poll(() => bareCard(page).count()).toBe(1)
})
