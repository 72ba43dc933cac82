/** Files of ours that are loaded on demand: one that is gone from the server, or never arrives, is named, and stops nothing else. */
import { withTimeout } from '../host/timer'
import type { LoopParts } from './parts'

/** A connection that has stalled is given up, in ms. The next call tries again. */
const PATIENCE = 20_000

/** A fault whose message is the browser's own words, which name the file. */
class PartMissing extends Error {
  override readonly name = ''
  readonly code = 'load'
  constructor(cause: unknown) {
    super(`${cause as Error}`, { cause })
  }
}

type Load = (...of: never[]) => Promise<unknown>

const named =
  (load: Load): Load =>
  async (...of) => {
    try {
      return await withTimeout(PATIENCE, load(...of))
    } catch (cause) {
      throw new PartMissing(cause)
    }
  }

const eachNamed = (loads: Record<string, Load>): Record<string, Load> =>
  Object.fromEntries(Object.entries(loads).map(([part, load]) => [part, named(load)]))

/** The same parts, each of which rejects with a `load` fault, after 20 seconds at the latest. */
export const namedParts = ({ cardParts, ...loads }: LoopParts): LoopParts =>
  ({ ...eachNamed({ ...loads }), cardParts: { lessons: eachNamed(cardParts.lessons) } }) as unknown as LoopParts
