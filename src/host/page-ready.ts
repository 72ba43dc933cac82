/** When a page that was just opened has settled. */
import { whenIdle } from './idle'
import { listen } from './listen'
import { after } from './timer'

/** How long a page may take to load before it counts as loaded, in ms: a picture that never arrives must not keep us waiting. */
const PATIENCE = 20_000
/** How long a busy page may have no idle moment, in ms. */
const BUSY = 1_000

/**
 * Runs once, after `load` and an idle moment. Before, nothing may be added to the page: where React takes over a document that
 * the server has rendered, an element that it does not know makes React 18 draw the whole page anew, and what the user has
 * typed is lost. Returns the cleanup.
 */
export function whenPageReady(run: () => void): () => void {
  let stop = (): void => {}
  const loaded = (): void => {
    stop()
    stop = whenIdle(run, BUSY)
  }
  if (document.readyState === 'complete') loaded()
  else {
    const stops = [listen(window, 'load', loaded), after(PATIENCE, loaded)]
    stop = () => stops.forEach((each) => each())
  }
  return () => stop()
}
