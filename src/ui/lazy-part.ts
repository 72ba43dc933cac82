/** Code that is fetched when the card first needs it. */
import { useEffect, useReducer } from 'preact/hooks'

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

/** The part once it has arrived, undefined before. A part that can't be fetched stays undefined. */
export function useLazyPart<T>(part: LazyPart<T> | undefined): T | undefined {
  const [, rerender] = useReducer((count: number) => count + 1, 0)
  const current = part?.current
  useEffect(() => {
    // `current` as it was rendered: the part may have arrived since.
    if (!part || current) return
    let mounted = true
    part.load().then(
      () => mounted && rerender(undefined),
      () => {},
    )
    return () => {
      mounted = false
    }
  }, [part, current])
  return current
}
