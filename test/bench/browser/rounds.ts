/** Rounds of visits to every page in turn, so that whatever else the machine does slows all of them alike. */
import type { Browser } from 'playwright-core'
import type { Contestant } from './contestants'
import { type Phase, type Visit, visit } from './visit'

export interface RoundsOptions {
  browser: Browser
  /** Of the server. */
  url: string
  probeScript: string
  contestants: readonly Contestant[]
  rounds: number
  /** Times slower than the machine, for all but the last kind of visit. */
  throttle: number
  /** Added to each request, in ms. */
  latency: number
}

/**
 * The first visit of a fresh profile with question and answer, the next with an ask that is due in days, and another one like
 * it at the machine's own speed.
 */
export const VISITS = ['first visit', 'later visit', 'later visit, unthrottled'] as const
export type VisitName = (typeof VISITS)[number]
export const PHASES = ['load', 'ask', 'tap'] as const
export type PhaseName = (typeof PHASES)[number]

/** One phase of one kind of visit to one page, over all rounds. */
export interface Series {
  contestant: string
  visit: VisitName
  phase: PhaseName
  phases: Phase[]
}

export interface Rounds {
  series: Series[]
  /** What each page fetched in the last round. */
  fetched: { contestant: string; visit: VisitName; files: Visit['fetched'] }[]
}

/** How long a page is left alone after each phase, in ms. */
const REST = 700

export async function runRounds(options: RoundsOptions): Promise<Rounds> {
  const { contestants, rounds } = options
  const series = new Map<string, Series>()
  const fetched = new Map<string, Rounds['fetched'][number]>()
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`\rround ${round + 1} of ${rounds} `)
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round) % contestants.length] as Contestant
      for (const [name, made] of await visitsTo(contestant, options)) {
        const place = `${contestant.name}, ${name}`
        fetched.set(place, { contestant: contestant.name, visit: name, files: made.fetched })
        for (const phase of PHASES) {
          const cost = made[phase]
          if (!cost) continue
          const key = `${place}, ${phase}`
          const known = series.get(key) ?? { contestant: contestant.name, visit: name, phase, phases: [] }
          known.phases.push(cost)
          series.set(key, known)
        }
      }
    }
  }
  process.stderr.write('\n')
  return { series: [...series.values()], fetched: [...fetched.values()] }
}

async function visitsTo(contestant: Contestant, options: RoundsOptions): Promise<[VisitName, Visit][]> {
  const { browser, url, probeScript, throttle, latency } = options
  const context = await browser.newContext()
  const common = {
    context,
    url: `${url}/page/${encodeURIComponent(contestant.name)}`,
    probeScript,
    throttle,
    latency,
    rest: REST,
  }
  const [first, later, unthrottled] = VISITS
  try {
    return [
      [first, await visit({ ...common, prepare: true, journey: true })],
      [later, await visit({ ...common, journey: true })],
      [unthrottled, await visit({ ...common, throttle: 1 })],
    ]
  } catch (cause) {
    throw new Error(`${contestant.name}: ${(cause as Error).message}`, { cause })
  } finally {
    await context.close()
  }
}
