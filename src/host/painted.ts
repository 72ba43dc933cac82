/** Waiting for the browser to paint what has just been changed. */

/** A page that is hidden, or a frame that is out of sight, paints nothing: it is waited for no longer than this, in ms. */
const LONGEST = 200

/** Resolves once the next frame is painted, or after a fifth of a second. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      resolve()
    }
    const timer = setTimeout(done, LONGEST)
    const frame = requestAnimationFrame(() => {
      // A message posted in a frame is delivered after that frame was painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
      port2.postMessage(undefined)
    })
  })
