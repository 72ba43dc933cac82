/** So many ratings, with everything going wrong that can; then what was lost, and what came twice. */
import { launch } from '../browser/support/launch'
import { openEndpoint } from './endpoint'
import { openLedger, type Result } from './ledger'
import { planOf, type Size } from './plan'
import { runSession } from './session'

export interface ChaosOptions {
  ratings: number
  /** The same seed, the same faults at the same ratings. */
  seed: number
  size: Size
  /** Users at the same time. */
  workers: number
  /** This user of the plan alone. @default all */
  only?: string | undefined
  /** After each user: ratings so far. */
  progress?: (ratings: number) => void
}

export async function chaos({
  ratings,
  seed,
  size,
  workers,
  only,
  progress,
}: ChaosOptions): Promise<Result & { seconds: number; stuck: string[] }> {
  const start = Date.now()
  const ledger = openLedger()
  const endpoint = await openEndpoint(ledger, seed)
  const browser = await launch()
  const plan = planOf(ratings, seed, size).filter(({ user }) => !only || user === only)
  const stuck: string[] = []
  const moments: string[] = []
  try {
    const work = async (): Promise<void> => {
      for (let session = plan.shift(); session; session = plan.shift()) {
        // One that is stuck must not hide what becomes of the others; what it has not rated is lost.
        await runSession(session, { browser, endpoint, ledger }, moments).catch((error: Error) =>
          stuck.push(error.message),
        )
        progress?.(moments.length)
      }
    }
    await Promise.all(Array.from({ length: workers }, work))
    return { ...(await ledger.result(endpoint.store, moments)), seconds: (Date.now() - start) / 1_000, stuck }
  } finally {
    await browser.close()
    await endpoint.close()
  }
}
