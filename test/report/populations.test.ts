import { expect, test } from 'vitest'
import { measure } from './populations/measure'

/** `npm run bench populations` prints the table for 200. */
const POPULATIONS = 6

test('intervals hold the truth, and verdicts are right, in simulated populations', async () => {
  const measured = await measure(POPULATIONS)
  expect(measured).toHaveLength(4)
  for (const { what, intervals, held, falseVerdicts } of measured) {
    expect([what, intervals >= POPULATIONS]).toEqual([what, true])
    // Of so few more than 5% may miss by chance, but not many. The populations are the same in every run.
    expect([what, held / intervals >= 0.75]).toEqual([what, true])
    expect([what, falseVerdicts <= 1]).toEqual([what, true])
  }
})
