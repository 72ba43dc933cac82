import type { ErrorCode } from '../api'

/**
 * Something the vendor's engineer can mend. It is reported in one console line and to `on('error')`, and never thrown into
 * the page.
 */
export interface Fault {
  code: ErrorCode
  /** Where, and what. `hints.ts` says how to mend it. */
  message: string
  cause?: unknown
  /** The name given, and the names there are. */
  near?: [given: string, known: readonly string[]] | undefined
  /** How to mend it, where that depends on more than the code. */
  hint?: string | undefined
}

export const fault = (
  code: ErrorCode,
  message: string,
  details: Pick<Fault, 'cause' | 'near' | 'hint'> = {},
): Fault => ({
  code,
  message,
  ...details,
})

/** Values that were handed over and can't be kept. The rest of the call is carried out. */
export const leftOut = (call: string, problems: readonly string[]): Fault =>
  fault('call', `${call}: left out what JSON can't hold: ${problems.join('; ')}`, { cause: problems })
