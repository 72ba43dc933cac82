import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STRICT_POLICY } from '../../demo/server'
import type { GainloopEvent } from '../../src/delivery/event'
import { findings } from './support/axe'
import { fetchedModules } from './support/built-files'
import { stored, until } from './support/endpoint'
import { card } from './support/journey'
import { press } from './support/keys'
import { FRAMES_POLICY, inTab, type KindsTab, LESSONS } from './support/kinds'
import { launch } from './support/launch'
import { playerFrame, playTo, toldOf } from './support/players'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** How the user does something to a button, a box or a link. */
type Do = (page: Page, target: Locator) => Promise<void>
const byMouse: Do = (_, target) => target.click()
const byKeyboard: Do = async (page, target) =>
  press(page, target, (await target.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter')

const button = (page: Page, name: string): Locator => card(page).getByRole('button', { name, exact: true })
const box = (page: Page, name: string): Locator => card(page).getByRole('checkbox', { name })
const link = (page: Page, name: string): Locator => card(page).getByRole('link', { name })
const frames = (page: Page): Locator => page.locator('gainloop-card iframe')

/** The lesson events stored, but for its being shown, as "progressed 0.50". */
async function deeds({ demo }: KindsTab): Promise<string[]> {
  const events = (await stored(demo)) as GainloopEvent<'gainloop.lesson.progressed'>[]
  return events
    .filter(({ type }) => /^gainloop\.lesson\.(?!shown)/.test(type))
    .map(({ type, data }) =>
      [type.replace('gainloop.lesson.', ''), data.progress?.toFixed(2)].filter(Boolean).join(' '),
    )
}
const untilDeeds = async (tab: KindsTab, expected: string[]): Promise<void> => {
  await until(`${expected.length} deeds`, async () => (await deeds(tab)).length >= expected.length)
  expect(await deeds(tab)).toEqual(expected)
}

/** Follows a link, which opens beside the page. */
async function follow(act: Do, page: Page, target: Locator): Promise<void> {
  const [beside] = await Promise.all([page.context().waitForEvent('page'), act(page, target)])
  await beside.close()
}

const QUARTERS = ['progressed 0.25', 'progressed 0.50', 'progressed 0.75', 'progressed 1.00']
const THIRDS = ['progressed 0.33', 'progressed 0.67', 'progressed 1.00', 'completed']

/** Plays a provider's video to its end; the player says a few odd things meanwhile. */
async function watch(act: Do, page: Page): Promise<void> {
  await act(page, button(page, 'Watch the video'))
  const frame = await playerFrame(page)
  await until('the player to be asked', () => frame.evaluate('told.length > 1'))
  await frame.evaluate(
    `['{', 'null', null, 7, { info: 1 }, '{"data":{"seconds":"x"}}'].map((odd) => parent.postMessage(odd, '*'))`,
  )
  for (const share of [0.1, 0.26, 0.3, 0.51, 0.76, 1]) await playTo(frame, share)
}

/** How a lesson is finished, and what the endpoint hears of it. */
const WAYS: readonly { lesson: string; finish(act: Do, page: Page): Promise<unknown>; heard: string[] }[] = [
  { lesson: 'tips', finish: (act, page) => act(page, button(page, 'Done')), heard: ['completed'] },
  {
    lesson: 'checklist',
    async finish(act, page) {
      for (const step of ['Write it', 'Test it', 'Send it']) await act(page, box(page, step))
      await card(page).getByText('3 of 3 done').waitFor()
      await act(page, button(page, 'Done'))
    },
    heard: THIRDS,
  },
  {
    lesson: 'article',
    async finish(act, page) {
      expect(await card(page).getByText('Part 4.').count()).toBe(0)
      await act(page, button(page, 'Read on'))
      await card(page).getByText('Part 4.').waitFor()
      await act(page, button(page, 'Done'))
    },
    heard: ['opened', 'completed'],
  },
  ...['youtube', 'vimeo'].map((lesson) => ({
    lesson,
    async finish(act: Do, page: Page) {
      await watch(act, page)
      await card(page)
        .focus()
        .catch(() => {})
    },
    heard: ['opened', ...QUARTERS, 'completed'],
  })),
  ...['wistia', 'loom'].map((lesson) => ({
    lesson,
    async finish(act: Do, page: Page) {
      await act(page, button(page, 'Watch the video'))
      await playerFrame(page)
      await act(page, button(page, 'Done'))
    },
    heard: ['opened', 'completed'],
  })),
  {
    lesson: 'file',
    async finish(act, page) {
      await act(page, button(page, 'Watch the video'))
      await card(page).locator('video').waitFor()
    },
    heard: ['opened', ...QUARTERS, 'completed'],
  },
  {
    lesson: 'webinar',
    async finish(act, page) {
      await follow(act, page, link(page, 'Join the session'))
      await act(page, button(page, 'Done'))
    },
    heard: ['opened', 'completed'],
  },
  {
    lesson: 'course',
    async finish(act, page) {
      await follow(act, page, link(page, 'Hello'))
      for (const unit of ['Hello 6 min', 'Help 5 min', 'Offer']) await act(page, box(page, unit))
      await card(page).getByText('3 of 3 done').waitFor()
      await act(page, button(page, 'Done'))
    },
    heard: ['opened', ...THIRDS],
  },
  {
    lesson: 'tool',
    async finish(act, page) {
      await follow(act, page, link(page, 'Open the calculator'))
      await act(page, button(page, 'Done'))
    },
    heard: ['opened', 'completed'],
  },
  {
    lesson: 'service',
    async finish(act, page) {
      await act(page, button(page, 'Yes, please get in touch'))
      await card(page).getByText('Requested. You’ll hear from us.').first().waitFor()
      await act(page, button(page, 'Done'))
    },
    heard: ['requested', 'completed'],
  },
]

const VIDEOS = ['youtube', 'vimeo', 'wistia', 'loom', 'file']

describe.each([
  { way: 'by mouse, in the module build', act: byMouse, build: '', ways: WAYS },
  {
    way: 'by keyboard, in the module build',
    act: byKeyboard,
    build: '',
    ways: WAYS.filter(({ lesson }) => VIDEOS.includes(lesson)),
  },
  {
    way: 'by keyboard, in the one-file build',
    act: byKeyboard,
    build: 'build=all',
    ways: WAYS,
  },
])('$way', ({ act, build, ways }) => {
  it.each(ways)('$lesson is finished, and the endpoint hears of it', async ({ lesson, finish, heard }) => {
    await inTab(browser, {}, async (tab) => {
      await tab.open(lesson, build)
      await finish(act, tab.page)
      await untilDeeds(tab, heard)
      expect(tab.violations).toEqual([])
      expect(tab.errors).toEqual([])
      expect(tab.said).toEqual([])
    })
  })
})

describe('after a reload', () => {
  it.each([
    { lesson: 'checklist', first: 'Write it', rest: ['Test it', 'Send it'] },
    { lesson: 'course', first: 'Hello', rest: ['Help', 'Offer'] },
  ])('a $lesson goes on where it was', async ({ lesson, first, rest }) => {
    await inTab(browser, {}, async (tab) => {
      const { page } = tab
      await tab.open(lesson)
      await box(page, first).click()
      await card(page).getByText('1 of 3 done').waitFor()
      await tab.open(lesson)
      expect(await box(page, first).isChecked()).toBe(true)
      expect(await box(page, rest[0] as string).isChecked()).toBe(false)
      for (const next of rest) await box(page, next).click()
      await untilDeeds(tab, THIRDS)
      // Finished, it begins anew.
      await tab.open(lesson)
      await card(page).getByText('0 of 3 done').waitFor()
    })
  })

  it.each([
    { lesson: 'youtube', word: 'seekTo', told: { args: [100, true] } },
    { lesson: 'vimeo', word: 'setCurrentTime', told: { value: 100 } },
  ])('a video of $lesson goes on where it was', async ({ lesson, word, told }) => {
    await inTab(browser, {}, async (tab) => {
      const { page } = tab
      await tab.open(lesson)
      await button(page, 'Watch the video').click()
      await playTo(await playerFrame(page), 0)
      await until('half of it', async () => {
        await playTo(await playerFrame(page), 0.52)
        return (await deeds(tab)).includes('progressed 0.50')
      })
      await tab.open(lesson)
      await button(page, 'Watch the video').click()
      const frame = await playerFrame(page)
      await until('it to be told where to go on', async () => {
        await playTo(frame, 0)
        return (await toldOf(frame, word)).length > 0
      })
      expect((await toldOf(frame, word))[0]).toMatchObject(told)
      await playTo(frame, 1)
      await untilDeeds(tab, ['opened', 'progressed 0.50', 'opened', 'progressed 1.00', 'completed'])
    })
  })

  it('a video of one’s own goes on where it was', async () => {
    await inTab(browser, {}, async (tab) => {
      const { page } = tab
      const screen = card(page).locator('video')
      await tab.open('file')
      await button(page, 'Watch the video').click()
      await until('half of it', async () => (await deeds(tab)).includes('progressed 0.50'))
      await screen.evaluate((video: HTMLVideoElement) => video.pause())
      const before = (await deeds(tab)).length
      // A slow machine may have paused it a quarter later.
      const share = (await deeds(tab)).includes('progressed 0.75') ? 0.75 : 0.5
      await tab.open('file')
      await button(page, 'Watch the video').click()
      await until('its end', () => screen.evaluate((video: HTMLVideoElement) => video.ended))
      // Two parts were played: the first moment, and from the middle on.
      const parts = await screen.evaluate(({ played }: HTMLVideoElement) => [
        played.length,
        played.start(played.length - 1),
      ])
      const duration = await screen.evaluate((video: HTMLVideoElement) => video.duration)
      expect(parts).toEqual([2, expect.closeTo(share * duration, 1)])
      await until('the end to be told', async () => (await deeds(tab)).at(-1) === 'completed')
      expect((await deeds(tab)).slice(before)).not.toContain('progressed 0.25')
    })
  })

  it('a service says that it was asked for, and is asked for no more', async () => {
    await inTab(browser, {}, async (tab) => {
      await tab.open('service')
      await button(tab.page, 'Yes, please get in touch').click()
      await untilDeeds(tab, ['requested', 'completed'])
      await tab.open('service')
      await card(tab.page).getByText('Requested. You’ll hear from us.').first().waitFor()
      expect(await button(tab.page, 'Yes, please get in touch').count()).toBe(0)
    })
  })
})

it('a request is confirmed where its button was: the focus moves there, and it is announced', async () => {
  await inTab(browser, {}, async ({ page, open }) => {
    await open('service')
    await press(page, button(page, 'Yes, please get in touch'))
    const confirmation = card(page).locator('.content .ok')
    await confirmation.waitFor()
    expect(await confirmation.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)).toBe(true)
    await until('it to be announced', async () =>
      (await card(page).getByRole('status').textContent())?.includes('You’ll hear from us'),
    )
  })
})

describe('a video', () => {
  it.each(['youtube', 'vimeo', 'wistia', 'loom'])(
    'of %s asks its provider for nothing before it is clicked',
    async (lesson) => {
      await inTab(browser, {}, async ({ page, open, context }) => {
        const outside: string[] = []
        context.on('request', (request) => {
          if (request.url().startsWith('https:')) outside.push(request.url())
        })
        await open(lesson)
        await button(page, 'Watch the video').waitFor()
        await card(page).getByText('Transcript').click()
        expect(await frames(page).count()).toBe(0)
        expect(outside).toEqual([])
        await button(page, 'Watch the video').click()
        await playerFrame(page)
        expect(outside).toEqual([await frames(page).getAttribute('src')])
      })
    },
  )

  it('moves the keyboard’s focus into its player', async () => {
    await inTab(browser, {}, async ({ page, open }) => {
      await open('youtube')
      await press(page, button(page, 'Watch the video'))
      await playerFrame(page)
      expect(await frames(page).evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)).toBe(true)
    })
  })

  it('plays on while the card is painted anew', async () => {
    await inTab(browser, {}, async ({ page, open }) => {
      await open('youtube')
      await button(page, 'Watch the video').click()
      const frame = await playerFrame(page)
      await frame.evaluate('document.title = "the same"')
      await button(page, 'That helped').click()
      await card(page).getByRole('paragraph').filter({ hasText: 'Good to hear.' }).waitFor()
      expect(await (await playerFrame(page)).title()).toBe('the same')
    })
  })

  it('hears only its own player', async () => {
    await inTab(browser, {}, async (tab) => {
      const { page } = tab
      await tab.open('vimeo')
      await button(page, 'Watch the video').click()
      const frame = await playerFrame(page)
      await until('the player to be asked', () => frame.evaluate('told.length > 1'))
      await page.evaluate(() => {
        const data = { event: 'timeupdate', data: { seconds: 200, duration: 200 } }
        window.postMessage(data, '*')
        window.dispatchEvent(new MessageEvent('message', { data, origin: 'https://player.vimeo.com', source: window }))
      })
      await playTo(frame, 0.3)
      await untilDeeds(tab, ['opened', 'progressed 0.25'])
    })
  })

  it.each(['youtube', 'vimeo', 'wistia', 'loom'])(
    'of %s whose frame the page’s policy blocks gives way to a link and its transcript',
    async (lesson) => {
      await inTab(browser, { policy: STRICT_POLICY }, async ({ page, open, violations, errors }) => {
        await open(lesson)
        await button(page, 'Watch the video').click()
        await link(page, 'Watch the video').waitFor()
        expect(await frames(page).count()).toBe(0)
        expect(await card(page).getByText('Open your last three campaigns').isVisible()).toBe(true)
        expect(violations.map((violation) => violation.split(' ')[0])).toEqual(['frame-src'])
        await follow(byMouse, page, link(page, 'Watch the video'))
        expect(errors).toEqual([])
      })
    },
  )

  it('of one’s own that the page’s policy blocks does so, too', async () => {
    await inTab(browser, { policy: STRICT_POLICY }, async ({ page, open }) => {
      await open('file')
      await button(page, 'Watch the video').click()
      await link(page, 'Watch the video').waitFor()
      expect(await card(page).locator('video').count()).toBe(0)
    })
  })

  it('whose frame a policy only reports plays', async () => {
    await inTab(browser, {}, async ({ page, open }) => {
      await open('youtube')
      await page.evaluate(() => {
        const told = { disposition: 'report', blockedURI: 'https://www.youtube-nocookie.com/embed/x' } as const
        document.querySelector('gainloop-card')?.addEventListener('click', () =>
          setTimeout(() =>
            document.dispatchEvent(
              new SecurityPolicyViolationEvent('securitypolicyviolation', {
                ...told,
                documentURI: '',
                effectiveDirective: 'frame-src',
                originalPolicy: '',
                statusCode: 0,
                violatedDirective: 'frame-src',
              }),
            ),
          ),
        )
      })
      await button(page, 'Watch the video').click()
      await playTo(await playerFrame(page), 0)
      expect(await frames(page).count()).toBe(1)
    })
  })

  it('whose picture the page’s policy blocks can be played all the same', async () => {
    await inTab(browser, { policy: FRAMES_POLICY }, async ({ page, open, errors }) => {
      await open('elsewhere')
      const picture = await button(page, 'Watch the video').boundingBox()
      expect(picture?.height).toBeGreaterThan(100)
      await button(page, 'Watch the video').click()
      await playerFrame(page)
      expect(errors).toEqual([])
    })
  })
})

describe('a webinar', () => {
  it('is shown where the user is, and how soon', async () => {
    await inTab(browser, {}, async ({ page, open }) => {
      await open('webinar')
      const { starts } = LESSONS.find(({ id }) => id === 'webinar') as { starts: string }
      const hour = new Intl.DateTimeFormat('en', { hour: 'numeric', timeZone: 'Europe/Berlin' }).format(
        new Date(starts),
      )
      const words = await card(page).locator('.content').innerText()
      expect(words).toMatch(new RegExp(`${Number.parseInt(hour, 10)}:\\d\\d`))
      expect(words).toMatch(/GMT\+[12]/)
      expect(words).toContain('in 3 days')
      expect(words).toContain('Our coaches')
    })
  })

  it.each([byMouse, byKeyboard])('comes as a calendar file, under the strictest policy', async (act) => {
    await inTab(browser, { policy: STRICT_POLICY }, async ({ page, open, violations, demo }) => {
      await open('webinar')
      const [download] = await Promise.all([page.waitForEvent('download'), act(page, link(page, 'Add to calendar'))])
      expect(download.suggestedFilename()).toBe('webinar.ics')
      const file = await readFile(await download.path(), 'utf8')
      expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
      expect(file).toContain('SUMMARY:A session\\; live\\, for you\r\n')
      expect(file.replaceAll('\r\n ', '')).toContain(`LOCATION:${demo.url}/webinars/clinic\r\n`)
      expect(await card(page).isVisible()).toBe(true)
      expect(violations).toEqual([])
    })
  })

  it('that ends while the card is open says so', async () => {
    const soon = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString()
    const base = LESSONS.find(({ id }) => id === 'webinar') as (typeof LESSONS)[number]
    const lessons = [{ ...base, starts: soon(-60), ends: soon(4) } as never]
    await inTab(browser, { lessons }, async ({ page, open, errors }) => {
      await open('webinar')
      await card(page).getByText('now').waitFor()
      await card(page).getByText('This session is over.').waitFor()
      expect(await link(page, 'Join the session').count()).toBe(0)
      expect(errors).toEqual([])
    })
  })
})

const SIMPLE = ['Article', 'Checklist', 'Course', 'Example', 'Service', 'Tips', 'Tool']

it.each([
  { lesson: 'tips', fetched: SIMPLE },
  { lesson: 'checklist', fetched: SIMPLE },
  { lesson: 'article', fetched: SIMPLE },
  { lesson: 'youtube', fetched: ['Video'] },
  { lesson: 'webinar', fetched: ['Webinar'] },
  { lesson: 'course', fetched: SIMPLE },
  { lesson: 'tool', fetched: SIMPLE },
  { lesson: 'service', fetched: SIMPLE },
])('of the kinds, showing $lesson fetches $fetched alone', async ({ lesson, fetched }) => {
  await inTab(browser, {}, async (tab) => {
    await tab.open(lesson)
    const kinds = [...fetchedModules(tab.fetched)].flatMap(
      (module) => /^ui\/lessons\/([A-Z]\w+)\.tsx$/.exec(module)?.[1] ?? [],
    )
    expect(kinds.sort()).toEqual(fetched)
  })
})

it.each(['youtube', 'file'])('axe-core finds nothing while a video plays: %s', async (lesson) => {
  // axe-core needs more than the strictest policy allows. What else there is to see is in the gallery, and tested there.
  await inTab(browser, { policy: "object-src 'none'" }, async ({ page, open }) => {
    await open(lesson)
    await button(page, 'Watch the video').click()
    await card(page).locator('iframe, video').waitFor()
    expect(await findings(page, 'gainloop-card')).toEqual([])
  })
})

it('the list of lessons names every kind', async () => {
  await inTab(browser, {}, async ({ page, open }) => {
    for (const lesson of ['tips', 'youtube', 'webinar', 'course', 'service']) await open(lesson)
    await page.evaluate(() => (globalThis as unknown as { gainloop: { lessons(): void } }).gainloop.lessons())
    await card(page).getByRole('heading', { name: 'Your lessons' }).waitFor()
    const named = await card(page).locator('li .meta').allInnerTexts()
    expect(named.map((words) => words.split(' · ')[0])).toEqual([
      'Done for you',
      'Course',
      'Live session',
      'Video',
      'Tips',
    ])
  })
})
