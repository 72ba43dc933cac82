/** Listeners to one kind of news. */
export interface Listeners<T> {
  /** Returns the unsubscribe. */
  add(listener: (news: T) => void): () => void
  notify(news: T): void
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(news: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    notify(news) {
      for (const listener of all) listener(news)
    },
  }
}
