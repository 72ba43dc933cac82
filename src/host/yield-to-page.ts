/** Gives the page its turn in the middle of long work. */

/** Resolves in a task of its own, after input and painting that wait. A timer would wait 4 ms, or a second in a hidden page. */
export const yieldToPage = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
