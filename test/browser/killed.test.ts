import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createDemo } from './support/demo'
import { storedOf, untilStored } from './support/endpoint'
import { answer, card, reachQuestion } from './support/journey'
import { launchOn } from './support/launch'
import { flushed, visit } from './support/visit'

it.each([
  { name: 'while the endpoint is down', faults: { status: 503 } },
  { name: 'while the endpoint never answers', faults: { drop: 'before' as const } },
  { name: 'while the endpoint stores, but its reply is lost', faults: { drop: 'after' as const } },
  { name: 'while all is well', faults: {} },
])(
  'a rating outlives the browser killed as soon as the card has moved on, $name, and is stored once',
  { timeout: 120_000 },
  async ({ faults }) => {
    const profile = await mkdtemp(join(tmpdir(), 'gainloop-killed-'))
    const demo = await createDemo()
    const first = await launchOn(profile)
    try {
      const { page } = await visit(first.context)
      await reachQuestion(page, demo)
      Object.assign(demo.faults, faults)
      await answer(page, 'Not yet')
      await card(page).getByRole('group', { name: 'What got in the way?' }).waitFor()
    } finally {
      await first.kill()
    }

    Object.assign(demo.faults, { status: undefined, drop: undefined })
    const second = await launchOn(profile)
    try {
      const { page } = await visit(second.context)
      await page.goto(demo.url)
      await untilStored(demo, 'gainloop.rating.given')
      // A second copy, were there one, would be sent by now.
      await flushed(page)
      const ratings = await storedOf(demo, 'gainloop.rating.given')
      expect(ratings).toHaveLength(1)
      expect(ratings[0]?.data).toMatchObject({ moment: 'c_42', band: 'missed', value: 'not-yet' })
    } finally {
      await second.kill()
      await demo.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  },
)
