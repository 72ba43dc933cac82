/** A video since it was asked for: how far the user has come in it, and whether it can play here. */
import type { LessonOf } from '../../playbook/schema'
import type { View } from '../view'

export interface Player {
  /** The screen is at that many seconds of as many; `seek` has it go on at another. */
  at(seconds: number, duration: number, seek: (seconds: number) => void): void
  /** It can't play here: shows the card without the screen. */
  fail(): void
  failed?: boolean
}

/** By the lesson, since its picture was clicked. */
export const players = new WeakMap<LessonOf<'video'>, Player>()

/** Goes on where the user was, and tells of each quarter once. @param origin where its frame, if it has one, comes from */
export const createPlayer = ({ flow, send, life }: View, origin: string): Player => {
  // What is done of a video are the percents of its quarters.
  let reached = Math.max(0, ...flow.done.map(Number)) / 25 || 0
  let begin = (reached % 4) / 4
  const player: Player = {
    at(seconds, duration, seek) {
      if (begin * duration) {
        seek(begin * duration)
        begin = 0
      }
      // Few wait for the very end: the last hundredth counts as it.
      const quarters = Math.floor((seconds / duration) * 4.05)
      // While the length is not known it is more than all, or no number.
      if (quarters > reached && quarters < 5) {
        reached = quarters
        send({ type: 'progress', done: [`${quarters * 25}`], share: quarters / 4 })
      }
    },
    fail() {
      player.failed = true
      send({ type: 'again' })
    },
  }
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, blockedURI }) => disposition === 'enforce' && blockedURI.startsWith(origin) && player.fail(),
    { signal: life },
  )
  return player
}
