/** Tells the other tabs of the same name. Without BroadcastChannel they find out when they next read the vault. */
export interface Channel {
  /** Plain data, to every other tab; never throws. */
  post(message: unknown): void
  close(): void
}

/** @param name as `storageName` gives it */
export function openChannel(name: string, listener: (message: unknown) => void): Channel {
  try {
    const channel = new BroadcastChannel(name)
    channel.onmessage = (event) => listener(event.data)
    return {
      post(message) {
        try {
          channel.postMessage(message)
        } catch {
          // Closed, while a write was under way.
        }
      },
      close: () => channel.close(),
    }
  } catch {
    return { post() {}, close() {} }
  }
}
