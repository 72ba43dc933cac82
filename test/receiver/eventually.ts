/** Milliseconds a loaded machine may take. */
const PATIENCE = 30_000

/** Resolves once the check passes, however long a loaded machine takes; with timers that are faked standing still. */
export async function eventually(check: () => unknown): Promise<void> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    // A turn of the event loop, at a pace that leaves the machine to what is waited for.
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
