import { expect } from 'vitest'
import { addressOf, bareCard, choose, mishaps, playbookWith, press } from './support/bare'
import { stored, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

const SCRIPT = '<img src=x onerror="pwned=1"><script>pwned=1</script>{{__proto__.x}}[go](javascript:pwned=1)'
const NEVER_SENT = 'a-trait-of-ada'

it.for(['', 'all'])(
  'a playbook and a page full of script run none of it, and no trait leaves the browser (build "%s")',
  async (build, { startBare, tab }) => {
    const playbook = playbookWith(['now'])
    playbook.name = 'Bare'
    playbook.segments = { paying: { 'traits.plan': 'pro' } }
    playbook.lessons = [
      {
        ...{ id: 'worse', kind: 'tool', title: `Tool ${SCRIPT}`, label: `Open ${SCRIPT}`, for: {} },
        url: 'java\nscript:pwned=1',
        why: `Because ${SCRIPT} [{{moment.label}}]({{moment.label}})`,
      },
    ]
    const demo = await startBare(playbook)
    const { page } = tab
    await page.goto(addressOf(demo, { build, sync: '' }))
    await call(page, 'identify', {
      id: 'u_ada',
      traits: { plan: 'pro', more: NEVER_SENT, [SCRIPT]: 1 },
      token: demo.token('u_ada'),
    })
    await call(page, 'track', 'now', {
      id: SCRIPT,
      label: `javascript:pwned=1//${SCRIPT}`,
      properties: { [SCRIPT]: SCRIPT },
    })
    await choose(page, 'Not yet')
    await press(page, 'Skip')
    await bareCard(page).getByRole('heading', { name: 'Tool <img src=x' }).waitFor()
    // As the browser reads them.
    for (const link of await bareCard(page).locator('a').all())
      expect(await link.evaluate((anchor: HTMLAnchorElement) => anchor.protocol)).toMatch(/^(https?|mailto):$/)
    expect(await bareCard(page).locator('img, script').count()).toBe(0)
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    const [shown] = await untilStored(demo, 'gainloop.lesson.shown')
    expect(shown?.data.segments).toEqual(['paying'])
    expect(JSON.stringify(await stored(demo))).not.toContain(NEVER_SENT)
    expect(mishaps(tab)).toEqual([])
  },
)
