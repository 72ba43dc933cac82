/** Browsers keep a timer's delay in 31 bits of milliseconds: 24.8 days; anything longer fires at once. */
const LONGEST = 2 ** 31 - 1

/** Runs once after `ms` milliseconds, however many. Returns the cancel. */
export function after(ms: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST)
    timer = setTimeout(() => (left > now ? wait(left - now) : run()), now)
  }
  wait(ms)
  return () => clearTimeout(timer)
}
