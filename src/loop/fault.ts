import type { ErrorCode } from '../api'

/** Something the vendor's engineer can mend: told in one console line and to `on('error')`, never thrown into the page. */
export interface Fault {
  code: ErrorCode
  /** Where, and what. How to mend it is in `hints.ts`. */
  message: string
  cause?: unknown
  /** The name given, and those there are. */
  near?: [given: string, known: readonly string[]]
}

export const fault = (code: ErrorCode, message: string, cause?: unknown, near?: Fault['near']): Fault => ({
  code,
  message,
  ...(cause !== undefined && { cause }),
  ...(near && { near }),
})
