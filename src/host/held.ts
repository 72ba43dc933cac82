/** Why no card opens here while a tab holds the lock of the one that is shown; this tab, which knows of its own, does not ask. */
export const busyElsewhere = async (lock: string): Promise<'other-tab' | undefined> => {
  // None where the browser has no locks.
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === lock) ? 'other-tab' : undefined
}
