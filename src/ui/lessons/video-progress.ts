/** How far the user has come in a video. */
import type { FlowEvent } from '../../ask/flow'

/** Has the player go on at another second. */
export type Seek = (seconds: number) => void

export interface VideoProgress {
  /** The video is at `seconds` of `duration`. What is no number, or out of range, is ignored. */
  update(seconds: number, duration: number, seek: Seek): void
}

const QUARTERS = 4
/** Few wait for the very end, so each quarter counts from a little before it: the last one at 98.8%. */
const QUARTERS_REACHED = 4.05

/**
 * Resumes where the user was, and reports each quarter once.
 * @param done the quarters done before, as their percentages: '25', '50', '75', '100'
 */
export function createVideoProgress(done: readonly string[], send: (event: FlowEvent) => void): VideoProgress {
  let reached = Math.max(0, ...done.map(Number)) / 25 || 0
  // A video that was watched to its end starts again.
  let resumeAt = (reached % QUARTERS) / QUARTERS
  return {
    update(seconds, duration, seek) {
      if (resumeAt * duration) {
        seek(resumeAt * duration)
        resumeAt = 0
      }
      const quarters = Math.floor((seconds / duration) * QUARTERS_REACHED)
      // While the duration is not known, `quarters` is NaN or more than all.
      if (quarters > reached && quarters <= QUARTERS) {
        reached = quarters
        send({ type: 'progress', done: [`${quarters * 25}`], share: quarters / QUARTERS })
      }
    },
  }
}
