/**
 * Resolves once the event loop has served everybody else who waits. A database driver that answers at once never leaves the event
 * loop, so that long work would otherwise keep all other requests waiting.
 */
export const yieldToOthers = (): Promise<void> =>
  new Promise((resolve) => {
    // Where there is no `setImmediate`, outside of Node, a timer does the same, a little later.
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
