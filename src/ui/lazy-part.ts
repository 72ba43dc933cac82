/** Code that is fetched when the card first needs it. */
import { useEffect, useReducer } from 'preact/hooks'

export interface LazyPart<T> {
  /** What was fetched; undefined until it has arrived. */
  readonly current: T | undefined
  /** Whether the last attempt to fetch it failed. */
  readonly failed: boolean
  /** Fetches it once. Rejects when the fetch fails; the next call then tries again. */
  load(): Promise<T>
}

export function lazyPart<T>(fetchPart: () => Promise<T>): LazyPart<T> {
  let current: T | undefined
  let loading: Promise<T> | undefined
  let failed = false
  const fetchOnce = async (): Promise<T> => {
    try {
      current = await fetchPart()
      failed = false
      return current
    } catch (cause) {
      loading = undefined
      failed = true
      throw cause
    }
  }
  return {
    get current() {
      return current
    },
    get failed() {
      return failed
    },
    load: () => (loading ??= fetchOnce()),
  }
}

/** Between the attempts to fetch a part that is needed now, in ms. */
const WAITS = [1_000, 4_000, 16_000]

/** Renders again when the part has arrived, or can't be fetched. That is tried a few times more, for a network may come back. */
export function useLazyPart<T>(part: LazyPart<T>): LazyPart<T> {
  const [, rerender] = useReducer((count: number) => count + 1, 0)
  const { current } = part
  useEffect(() => {
    // `current` as it was rendered: the part may have arrived since.
    if (current) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let mounted = true
    const attempt = async ([wait, ...later]: readonly number[]): Promise<void> => {
      await part.load().catch(() => {})
      if (!mounted) return
      rerender(undefined)
      if (part.failed && wait) timer = setTimeout(attempt, wait, later)
    }
    void attempt(WAITS)
    return () => {
      mounted = false
      clearTimeout(timer)
    }
  }, [part, current])
  return part
}
