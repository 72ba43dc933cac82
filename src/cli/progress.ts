/** Reports progress on stderr once a command has run for a second, then every second. */
import type { Io } from './io'

const INTERVAL = 1000

/** May be called often: it prints only when an interval has passed. */
export type Progress = (doing: string) => void

export const progressOf = ({ now, err }: Pick<Io, 'now' | 'err'>): Progress => {
  let printed = now()
  return (doing) => {
    const at = now()
    if (at - printed < INTERVAL) return
    printed = at
    err(`gainloop: ${doing} …`)
  }
}
