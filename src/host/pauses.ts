/** Gives the page its turn in the middle of long work. */

/** How long work goes on without a pause, in ms. A device four times slower stays below a long task of 50 ms. */
const TURN = 8

/** Resolves in a task of its own, after input and painting that wait. A timer would wait 4 ms, or a second in a hidden page. */
const yieldToPage = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })

/** To be called between two pieces of long work. It returns a promise once the page is to have its turn, and undefined before. */
export function createPauses(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since <= TURN) return undefined
    return yieldToPage().then(() => {
      since = performance.now()
    })
  }
}
