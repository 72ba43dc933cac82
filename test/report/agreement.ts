/** What holds of every report, whatever database it is read from. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { successGap } from '../../src/report'
import type { Store } from '../../src/receiver/store'
import { slowReport } from './oracle'
import { flat, streams, windows } from './streams'

/** `make` gives an empty store every time. */
export function agreementSuite(make: () => Promise<Store> | Store, numRuns: number): void {
  test('agrees with the definitions, whatever came in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(streams, windows, async (events, window) => {
        fc.pre(!(window.from !== undefined && window.to !== undefined && window.from >= window.to))
        const store = await make()
        // In several posts, as it would come.
        for (let start = 0; start < events.length; start += 25) await store.append(events.slice(start, start + 25))
        const report = await successGap(store, window)
        await store.close()
        expect(report).toEqual(slowReport(flat(events), window))
        for (const { completed, answered, unknown, reached, partly, missed, reachedShare } of report.actions) {
          expect(reached + partly + missed).toBe(answered)
          expect(answered + unknown).toBe(completed)
          expect(unknown).toBeGreaterThanOrEqual(0)
          expect(reachedShare.estimate ?? 0.5).toBeGreaterThanOrEqual(reachedShare.low)
          expect(reachedShare.estimate ?? 0.5).toBeLessThanOrEqual(reachedShare.high)
        }
      }),
      { numRuns },
    )
  })

  test('is the same for the same events in another order', async () => {
    const orders = streams.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    )
    await fc.assert(
      fc.asyncProperty(orders, windows, async (both, { from, to: _, ...window }) => {
        const reports = await Promise.all(
          both.map(async (events) => {
            const store = await make()
            await store.append(events)
            const report = await successGap(store, { ...window, ...(from !== undefined && { from }) })
            await store.close()
            return report
          }),
        )
        expect(reports[1]).toEqual(reports[0])
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    )
  })
}
