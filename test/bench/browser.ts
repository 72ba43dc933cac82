/**
 * What Gainloop costs the page it is in, in a Chromium slowed down four times, beside a blank page, PostHog's surveys and
 * Sentry's feedback. Nothing leaves the machine. `npm run bench browser -- --rounds 9 --json results.json`;
 * `--against before=../other/dist/embed` measures another build of Gainloop in the same rounds, `--latency 80` adds to each request.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { launch } from '../browser/support/launch'
import { rowsOf } from './browser/compare'
import { contestants, pageOf } from './browser/contestants'
import { peers } from './browser/install-peers'
import { runRounds } from './browser/rounds'
import { serve } from './browser/server'
import { tables, trackingLines } from './browser/table'
import { measureTracking, type Tracking, trackingPages } from './browser/tracking'
import { limitsOf } from './browser/limits'
import type { BenchOptions, Figure } from './support/figure'

const DIST = join(import.meta.dirname, '../../dist/embed')

/** Loopback alone: whatever else a script asks for can't even be looked up. */
const CUT_OFF = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']

async function buildProbe(): Promise<string> {
  const entry = join(import.meta.dirname, 'browser/probe.ts')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'unused' } },
  })
  const [output] = Array.isArray(built) ? built : []
  const [chunk] = output?.output ?? []
  if (!chunk) throw new Error('the probe was not built')
  // Frames are none of the pages that are compared.
  return `if (top === window) {\n${chunk.code}\n}`
}

/** @throws Error where an entry is not `name=folder` */
function buildsOf(against: readonly string[]): Record<string, string> {
  const others = against.map((entry) => {
    const [name, folder] = entry.split('=')
    if (!name || !folder) throw new Error(`--against: expected name=folder, got ${entry}`)
    return [name, folder] as const
  })
  return { dist: DIST, ...Object.fromEntries(others) }
}

export async function figures({ rounds, throttle, latency, against, json }: BenchOptions): Promise<Figure[]> {
  const builds = buildsOf(against)
  const pages = contestants(Object.keys(builds).filter((name) => name !== 'dist'))
  const html = Object.fromEntries(pages.map((page) => [encodeURIComponent(page.name), pageOf(page)]))
  const served = { empty: '<!doctype html><title>Empty</title>', ...html, ...trackingPages(Object.keys(builds)) }
  const server = await serve(served, builds, await peers())
  const browser = await launch(CUT_OFF)
  try {
    const probeScript = await buildProbe()
    const chromium = browser.version()
    const measured = await runRounds({
      browser,
      url: server.url,
      probeScript,
      contestants: pages,
      rounds,
      throttle,
      latency,
    })
    const rows = rowsOf(measured)
    console.log(
      `Chromium ${chromium}, ${throttle}× slower, ${latency} ms latency, ${rounds} rounds; in brackets: against the blank page of the same round\n`,
    )
    console.log(tables(rows))
    const tracking: Tracking[] = []
    for (const build of Object.keys(builds))
      tracking.push(await measureTracking({ browser, url: server.url, build, throttle }))
    console.log(trackingLines(tracking))
    if (json) {
      const about = { date: new Date().toISOString(), chromium, rounds, throttle, latency, builds }
      await writeFile(json, JSON.stringify({ ...about, rows, tracking, fetched: measured.fetched }, null, 1))
    }
    return limitsOf(rows, tracking)
  } finally {
    await browser.close()
    await server.close()
  }
}
