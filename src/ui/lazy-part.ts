/** Code that is fetched when the card first needs it. */
import { useEffect, useReducer, useState } from 'preact/hooks'

export interface LazyPart<T> {
  /** What was fetched; undefined until it has arrived. */
  readonly current: T | undefined
  /** Fetches it once. Rejects when the fetch fails; the next call then tries again. */
  load(): Promise<T>
}

export function lazyPart<T>(fetchPart: () => Promise<T>): LazyPart<T> {
  let current: T | undefined
  let loading: Promise<T> | undefined
  const fetchOnce = async (): Promise<T> => {
    try {
      current = await fetchPart()
      return current
    } catch (cause) {
      loading = undefined
      throw cause
    }
  }
  return {
    get current() {
      return current
    },
    load: () => (loading ??= fetchOnce()),
  }
}

/** Between the first two attempts, in ms. It doubles each time, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000

/** What takes longer is shown without, until it arrives, in ms. */
const LATE = 3_000

interface Awaited<T> {
  /** The part once it has arrived. One that can't be fetched is fetched again for as long as it is waited for. */
  current: T | undefined
  /** It could not be fetched, or takes long. */
  late: boolean
}

export function useLazyPart<T>(part: LazyPart<T> | undefined): Awaited<T> {
  const [, rerender] = useReducer((count: number) => count + 1, 0)
  const [late, setLate] = useState(false)
  const current = part?.current
  useEffect(() => {
    // `current` as it was rendered: the part may have arrived since.
    if (!part || current) return
    let mounted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const lateness = setTimeout(setLate, LATE, true)
    const fetchPart = (wait: number): void => {
      const retry = () => fetchPart(Math.min(2 * wait, LONGEST_WAIT))
      part.load().then(
        () => mounted && rerender(undefined),
        () => {
          if (!mounted) return
          setLate(true)
          timer = setTimeout(retry, wait)
        },
      )
    }
    fetchPart(FIRST_WAIT)
    return () => {
      mounted = false
      clearTimeout(timer)
      clearTimeout(lateness)
    }
  }, [part, current])
  return { current, late }
}
