/** Each policy of docs/security-headers.md, as a real browser enforces it, over one journey. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../browser/support/launch'
import { blocks } from './readme'
import { serveSite, takeJourney } from './site'

const ROOT = join(import.meta.dirname, '../..')
const PAGE = 'docs/security-headers.md'
const block = (section: string, language: string): string =>
  blocks(section, PAGE)
    .find((one) => one.language === language)
    ?.text.trim() ?? ''

/** The button's handler, in a file where the policy allows no other. */
const CLICK = `document.querySelector('button').addEventListener('click', () => gainloop('track', 'campaign.sent', { id: 'c_42' }))`

/** As the page's command prints it. */
const integrity = (): string => {
  const command = block('Hashes only, with integrity', 'sh').replace('node_modules/gainloop/', '')
  return execFileSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' }).trim()
}

const policies: [name: string, policy: () => string, tags: () => string, click: string][] = [
  [
    'everything from your own origin, and no Trusted Types policy',
    () => block('Strict: everything from your own origin', 'text'),
    () => block('Strict: everything from your own origin', 'html'),
    '<script src="/click.js"></script>',
  ],
  [
    'a nonce',
    () => block('Nonce', 'text'),
    () => block('Nonce', 'html'),
    '<script nonce="R4nd0m" src="/click.js"></script>',
  ],
  [
    'a hash of the one file',
    () => `default-src 'none'; script-src '${integrity()}' 'sha256-${hashOf(CLICK)}'; connect-src 'self'`,
    () => block('Hashes only, with integrity', 'html').replace('sha384-…', integrity()),
    `<script>${CLICK}</script>`,
  ],
]

const hashOf = (script: string): string =>
  execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: script }).toString('base64')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it.each(policies)('A journey takes place under a policy of %s, without a violation', async (_, policy, tags, click) => {
  const html = `<!doctype html><html lang="en"><title>Postcard</title><link rel="icon" href="/icon.json">${tags()}<button>Send the campaign</button>${click}</html>`
  const site = await serveSite({
    files: {
      '/index.html': html,
      '/stub.js': block('Strict: everything from your own origin', 'js'),
      '/click.js': CLICK,
      '/icon.json': '{}',
    },
    headers: { 'content-security-policy': policy() },
  })
  const page = await browser.newPage()
  const violations: string[] = []
  await page.exposeFunction('violated', (directive: string) => violations.push(directive))
  await page.addInitScript(() => {
    const report = (event: SecurityPolicyViolationEvent): void =>
      (window as unknown as { violated(directive: string): void }).violated(
        `${event.violatedDirective} ${event.blockedURI}`,
      )
    document.addEventListener('securitypolicyviolation', report)
  })
  await page.goto(site.url)
  await takeJourney(page)
  expect(site.posted.map(({ type }) => type)).toContain('gainloop.rating.given')
  expect(violations.filter((one) => !one.startsWith('img-src'))).toEqual([])
  await page.close()
})

it('The one file fetches the words of a language under a policy of its hash alone', async () => {
  const tags = block('Hashes only, with integrity', 'html').replace('sha384-…', integrity())
  const site = await serveSite({
    files: {
      '/index.html': `<!doctype html><html lang="ar"><title>Postcard</title>${tags}<button>Send</button><script>${CLICK}</script></html>`,
      '/playbook.json': JSON.stringify({
        version: 1,
        id: 'postcard',
        languages: ['ar'],
        actions: { 'campaign.sent': { ask: { question: '؟', when: { after: '0s' } } } },
        lessons: [{ id: 'next', kind: 'tips', title: '؟', points: ['؟'], for: {} }],
      }),
    },
    headers: {
      'content-security-policy': `default-src 'none'; script-src '${integrity()}' 'sha256-${hashOf(CLICK)}'; connect-src 'self'`,
    },
  })
  const page = await browser.newPage()
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Send' }).click()
  const card = page.getByRole('region', { name: 'postcard' })
  await card.getByRole('radio', { name: 'ليس بعد' }).waitFor()
  expect(await card.innerText()).not.toMatch(/Close|Ask me later|Not yet/)
  await page.close()
})
