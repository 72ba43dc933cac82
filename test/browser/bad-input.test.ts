import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import type { Demo, DemoOptions } from '../../demo/server'
import { explained } from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import {
  answer,
  card,
  explain,
  lessonTitle,
  PATHS,
  question,
  reachQuestion,
  sendCampaign,
  stateGoal,
} from './support/journey'
import { call, flushed, type Visit } from './support/visit'

const good = JSON.parse(await readFile('demo/playbooks/email-marketing.json', 'utf8'))

/** A tab on a demo with these options. */
type InTab = (options: DemoOptions, test: (tab: Visit & { demo: Demo }) => Promise<void>) => Promise<void>

const it = fixtures.extend<{ inTab: InTab }>({
  inTab: ({ startDemo, tab }, use) => use(async (options, test) => test({ ...tab, demo: await startDemo(options) })),
})

describe('a playbook that can’t be used', () => {
  it.for([
    { name: 'is missing', body: undefined, says: /\/broken\.json.*404/ },
    { name: 'is not JSON', body: '<!doctype html><title>Log in</title>', says: /\/broken\.json.*JSON/ },
    { name: 'has the wrong version', body: JSON.stringify({ ...good, version: 2 }), says: /version.*1/ },
    { name: 'has an unknown field', body: JSON.stringify({ ...good, lesons: [] }), says: /lesons/ },
    { name: 'is 2 MB long', body: JSON.stringify({ ...good, name: 'x'.repeat(2_000_000) }), says: /1\s?MB/ },
  ])(
    'that $name: one console line says so, and the page goes on as if nothing were there',
    async ({ body, says }, { inTab }) => {
      const extra = (request: Request) =>
        new URL(request.url).pathname === '/broken.json' && body !== undefined
          ? new Response(body, { headers: { 'content-type': 'application/json' } })
          : undefined
      await inTab({ extra }, async ({ page, demo, said, errors, violations }) => {
        await sendCampaign(page, demo, 'data-playbook=/broken.json')
        await page.getByText('“Spring sale” is on its way.').waitFor()
        await call(page, 'ask', 'c_42')
        await call(page, 'result', 'c_42', { openRate: 0.2 })
        await until('the line', () => said.length > 0)
        // Answers once every call before it is done.
        await explained(page)
        expect(said).toHaveLength(1)
        expect(said[0]).toMatch(says)
        expect(await page.locator('gainloop-card').count()).toBe(0)
        expect(errors).toEqual([])
        expect(violations).toEqual([])
      })
    },
  )
})

describe('an endpoint that fails', () => {
  const [path] = PATHS.slice(-1)

  it.for([
    { name: 'is down', faults: { drop: 'before' as const } },
    { name: 'answers 503', faults: { status: 503 } },
    { name: 'asks for patience', faults: { status: 429, headers: { 'retry-after': '1' } } },
    { name: 'is slow', faults: { delay: 4_000 } },
  ])(
    'because it $name: the user gets the lesson at once, and the rating arrives later, once',
    async ({ faults }, { inTab }) => {
      await inTab({}, async ({ page, demo, errors, said }) => {
        await reachQuestion(page, demo)
        Object.assign(demo.faults, faults)
        await answer(page, 'Not yet')
        await explain(page, path?.reason ?? '')
        await lessonTitle(page, path?.title ?? '').waitFor({ timeout: 3_000 })
        Object.assign(demo.faults, { status: undefined, headers: undefined, delay: undefined, drop: undefined })
        await page.reload()
        await untilStored(demo, 'gainloop.rating.given')
        await flushed(page)
        expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
        expect(errors).toEqual([])
        expect(said).toEqual([])
      })
    },
  )

  it('because there is nothing at its address: the user gets the lesson all the same', async ({ inTab }) => {
    await inTab({}, async ({ page, demo, errors }) => {
      await reachQuestion(page, demo, 'data-endpoint=/nothing/here', false)
      await answer(page, 'Not yet')
      await explain(page, path?.reason ?? '')
      await lessonTitle(page, path?.title ?? '').waitFor({ timeout: 3_000 })
      expect(errors).toEqual([])
    })
  })

  it('because none is named: the rating is kept, and arrives once one is', async ({ inTab }) => {
    await inTab({}, async ({ page, demo, errors }) => {
      await reachQuestion(page, demo, 'data-endpoint=', false)
      await answer(page, 'Not yet')
      await explain(page, path?.reason ?? '')
      await lessonTitle(page, path?.title ?? '').waitFor({ timeout: 3_000 })
      await page.goto(`${demo.url}/?data-endpoint=/api/gainloop`)
      expect(await untilStored(demo, 'gainloop.rating.given')).toHaveLength(1)
      expect(errors).toEqual([])
    })
  })
})

it('a page that names no charset gets the same words from the one-file build', async ({ inTab }) => {
  const extra = (request: Request) =>
    new URL(request.url).pathname === '/old'
      ? new Response(
          '<title>Old</title><script async src="/gainloop/gainloop.all.js" data-playbook="/playbooks/email-marketing.json"></script>',
          { headers: { 'content-type': 'text/html' } },
        )
      : undefined
  await inTab({ extra }, async ({ page, demo, errors }) => {
    await page.goto(`${demo.url}/old`)
    expect(await page.evaluate(() => document.characterSet)).toBe('windows-1252')
    // With a goal: else the card that asks for one may be open before the next call comes.
    const about = { properties: { recipients: 1842 }, goal: 'sales' }
    await call(page, 'track', 'campaign.sent', { id: 'c_1', label: 'Spring sale', ...about })
    await call(page, 'ask', 'c_1')
    await question(page).waitFor()
    expect(await card(page).innerText()).toMatch(/You sent “Spring sale” on /)
    expect(errors).toEqual([])
  })
})

it.for(['wait', 'Wait', 'true', ''])(
  'data-consent="%s" stores and sends nothing until consent is given',
  async (value, { inTab }) => {
    await inTab({}, async ({ page, demo, errors }) => {
      await page.goto(`${demo.url}/?data-consent=${value}`)
      await call(page, 'track', 'campaign.sent', { id: 'c_1' })
      await page.evaluate(() => (globalThis as unknown as { gainloop: { flush(): Promise<void> } }).gainloop.flush())
      expect(demo.requests).toEqual([])
      await call(page, 'consent', true)
      expect(await untilStored(demo, 'gainloop.action.completed')).toHaveLength(1)
      expect(errors).toEqual([])
    })
  },
)

it.for([
  { call: ['track', 'campaign.sent', 'c_1'], says: /track: details are no object/ },
  { call: ['cancel', 'c_none'], says: /no moment "c_none" to cancel/ },
  { call: ['lesson', 'nope'], says: /no lesson "nope".*There is "/ },
  { call: ['mount', '#here'], says: /mount needs an element/ },
  { call: ['trck', 'campaign.sent'], says: /no method trck: there is .*track,/ },
])('the wrong call $call: one console line says what is wrong', async ({ call: parts, says }, { inTab }) => {
  await inTab({}, async ({ page, demo, said, errors }) => {
    await page.goto(demo.url)
    await call(page, ...parts)
    await expect.poll(() => said.length).toBe(1)
    expect(said[0]).toMatch(says)
    expect(errors).toEqual([])
  })
})

it('explain() says why there is no playbook', async ({ inTab }) => {
  await inTab({}, async ({ page, demo }) => {
    await page.goto(`${demo.url}/?data-playbook=/none.json`)
    const verdicts = await page.evaluate(() =>
      (globalThis as unknown as { gainloop: { explain(): Promise<unknown> } }).gainloop.explain(),
    )
    expect(verdicts).toEqual([
      { action: '*', ask: false, reasons: [{ code: 'no-playbook', message: 'the playbook /none.json answered 404' }] },
    ])
  })
})

it('a tracked action that the playbook doesn’t have: the console names the nearest one', async ({ inTab }) => {
  await inTab({}, async ({ page, demo, said, errors }) => {
    await page.goto(demo.url)
    await call(page, 'track', 'campaign.snet', { id: 'c_1' })
    await expect.poll(() => said.length).toBe(1)
    expect(said[0]).toMatch(/campaign\.snet.*campaign\.sent/)
    expect(errors).toEqual([])
  })
})

it.for([
  {
    name: 'blocked',
    block: () => {
      const refuse = {
        get: () => {
          throw new DOMException('blocked', 'SecurityError')
        },
      }
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, refuse)
    },
  },
  {
    name: 'full',
    block: () => {
      const full = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
      IDBObjectStore.prototype.put = full
      IDBObjectStore.prototype.add = full
      Storage.prototype.setItem = full
    },
  },
])('with storage that is $name everything works from memory', async ({ block }, { inTab }) => {
  await inTab({}, async ({ page, demo, errors }) => {
    await page.addInitScript(block)
    await sendCampaign(page, demo)
    await stateGoal(page)
    await call(page, 'ask', 'c_42')
    await question(page).getByRole('radio', { name: 'Yes', exact: true }).click()
    await card(page).getByRole('group').first().waitFor()
    expect(await untilStored(demo, 'gainloop.rating.given')).toHaveLength(1)
    expect(errors).toEqual([])
  })
})

it('with garbage where the book was, it starts afresh', async ({ inTab }) => {
  await inTab({}, async ({ page, demo, errors }) => {
    await sendCampaign(page, demo)
    await stateGoal(page)
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        const opened = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open(name ?? '')
          request.onsuccess = () => resolve(request.result)
        })
        const names = [...opened.objectStoreNames]
        const work = opened.transaction(names, 'readwrite')
        for (const store of names) {
          const keys = work.objectStore(store).getAllKeys()
          keys.onsuccess = () => {
            for (const key of keys.result)
              work.objectStore(store).keyPath === null && work.objectStore(store).put('garbage', key)
          }
        }
        await new Promise((resolve) => (work.oncomplete = resolve))
        opened.close()
      }
    })
    await sendCampaign(page, demo, '', 'c_43')
    await card(page).getByRole('radio').first().waitFor()
    expect(errors).toEqual([])
  })
})

it('blocked by an ad blocker, it leaves the page without an error', async ({ inTab }) => {
  await inTab({}, async ({ page, demo, errors }) => {
    await page.route('**/gainloop/**', (route) => route.abort())
    await sendCampaign(page, demo)
    await page.getByText('“Spring sale” is on its way.').waitFor()
    expect(errors).toEqual([])
  })
})

it.for(['gainloop.js', 'gainloop.all.js'])(
  'loaded twice, %s asks once and leaves no error',
  async (file, { inTab }) => {
    const tag = (data = '') =>
      file === 'gainloop.js'
        ? `<script type="module" async src="/gainloop/gainloop.js${data}" data-playbook="/playbooks/email-marketing.json" data-endpoint="/api/gainloop"></script>`
        : `<script async src="/gainloop/gainloop.all.js${data}" data-playbook="/playbooks/email-marketing.json" data-endpoint="/api/gainloop"></script>`
    const page2 = `<!doctype html><html lang="en"><title>Twice</title><script src="/embed-stub.js"></script>${tag()}${tag('?again')}<h1>Twice</h1></html>`
    const extra = (request: Request) =>
      new URL(request.url).pathname === '/twice'
        ? new Response(page2, { headers: { 'content-type': 'text/html' } })
        : undefined
    await inTab({ extra }, async ({ page, demo, errors, said }) => {
      await page.goto(`${demo.url}/twice`)
      await call(page, 'track', 'campaign.sent', { id: 'c_1', label: 'Twice', properties: { recipients: 100 } })
      await card(page).waitFor()
      await flushed(page)
      await page.waitForLoadState('networkidle')
      expect(await page.locator('gainloop-card').count()).toBe(1)
      expect(await untilStored(demo, 'gainloop.action.completed')).toHaveLength(1)
      expect(errors).toEqual([])
      expect(said).toEqual([])
    })
  },
)
