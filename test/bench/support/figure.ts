/** What a benchmark has found, beside what it may be at most. */
export interface Figure {
  what: string
  value: number
  unit: string
  limit: number
}

/** Milliseconds of one run, of the fastest of a hundred rounds once it is warm: what else the machine does is not ours to measure. */
export function fastest(run: () => unknown, runs: number): number {
  for (let n = 0; n < runs * 50; n++) run()
  let least = Infinity
  for (let round = 0; round < 100; round++) {
    const start = performance.now()
    for (let n = 0; n < runs; n++) run()
    least = Math.min(least, (performance.now() - start) / runs)
  }
  return least
}
