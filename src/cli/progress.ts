/** A line on stderr for whoever waits longer than a second, then one each second: stdout stays what it is. */
import type { Io } from './io'

const SECOND = 1000

/** To be called as often as one likes; says what is being done only when it is time to. */
export type Progress = (doing: string) => void

export const progressOf = ({ now, err }: Pick<Io, 'now' | 'err'>): Progress => {
  let said = now()
  return (doing) => {
    const at = now()
    if (at - said < SECOND) return
    said = at
    err(`gainloop: ${doing} …`)
  }
}
