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

/** From the command line; most benchmarks need none. */
export interface BenchOptions {
  /** Of the browser's benchmark: how often each page is visited. */
  rounds: number
  /** How many times slower the browser is made. */
  throttle: number
  /** What is added to each request, in ms. */
  latency: number
  /** Other builds of Gainloop to compare with, as `name=folder`. */
  against: string[]
  /** Where the results are written as JSON. */
  json?: string | undefined
}
