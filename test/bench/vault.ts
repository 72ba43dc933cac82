/** How long a write to the browser's storage takes with much in it, against one with nothing in it, in a real browser. */
import { compilePlaybook } from '../../src/playbook/compile'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { composeEvent } from '../../src/delivery/compose'
import { emptyBook } from '../../src/moment/book'
import { track } from '../../src/moment/track'
import { launch } from '../browser/support/launch'
import type { Figure } from './support/figure'
import { largePlaybook } from './support/large'
import type { Load } from './support/vault-page'

const START = Date.UTC(2026, 0, 1)
const ROUNDS = 5

const event = composeEvent(
  'gainloop.action.completed',
  {
    moment: 'm1',
    action: 'campaign.sent',
    label: 'Spring sale',
    at: new Date(START).toISOString(),
    properties: { recipients: 1_200, subject: 'Everything must go' },
    language: 'en',
    segments: ['large'],
  },
  { playbook: 'bench', subject: 'u_81', id: 'e1', now: START },
)

function bookOf(moments: number): Record<string, unknown> {
  const plan = compilePlaybook(largePlaybook(0))
  let book = emptyBook('u_81', START)
  for (let n = 0; n < moments; n++) {
    const tracked = { action: `action.${n % 200}`, id: `m${n}`, label: `Moment ${n}`, properties: { size: n } }
    book = track(book, plan, tracked, START + n * 60_000)
  }
  return { ...book }
}

async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'support/vault-page.ts'), formats: ['iife'], name: 'unused' },
    },
  })
  const [output] = built as { output: { code: string }[] }[]
  return output?.output[0]?.code ?? ''
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

export async function figures(): Promise<Figure[]> {
  const script = await pageScript()
  const server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/page.js' ? 'text/javascript' : 'text/html')
    response.end(
      request.url === '/page.js' ? script : '<!doctype html><title>Bench</title><script src="/page.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
    const cases = [0, 1_000].flatMap((waiting) => [0, 500].map((moments) => ({ waiting, moments })))
    const times = cases.map((): number[] => [])
    // Interleaved, so that what else the machine does touches every case alike.
    for (let round = 0; round < ROUNDS; round++)
      for (const [n, { waiting, moments }] of cases.entries()) {
        const load: Load = { event, book: bookOf(moments), waiting }
        const took = await page.evaluate(
          (one) => (globalThis as unknown as { timeWrites(load: Load): Promise<number[]> }).timeWrites(one),
          load,
        )
        times[n]?.push(...took)
      }
    const medians = times.map(median)
    const [nothing = 0] = medians
    return cases.flatMap(({ waiting, moments }, n) => {
      const what = `write: ${waiting} events wait, ${moments} moments`
      const value = medians[n] ?? 0
      return n === 0
        ? [{ what, value, unit: 'ms', limit: Infinity }]
        : [{ what: `${what}, against none`, value: value / nothing, unit: '×', limit: 2 }]
    })
  } finally {
    await browser.close()
    server.close()
  }
}
