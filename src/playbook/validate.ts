/**
 * The browser's validation of a playbook, up to the first mistake. The only module of the browser's that holds zod: to be
 * imported on demand, when a version of a playbook is met for the first time.
 */
import { messageOf, type Mistake, type Path } from './mistake'
import { reservedNames } from './reserved-names'
import type { Playbook } from './schema'
import { mistakesIn } from './schema/mistakes'
import { forgetBuilt } from './schema/part'
import { piecesOf } from './schema/playbook'

export interface ValidationProblem {
  path: Path
  /** Where, what was expected, and what was found. */
  message: string
  /** A name that is not known, and those that are: for a hint. */
  near?: [given: string, known: readonly string[]]
}

export type Reading = { ok: true; playbook: Playbook } | { ok: false; problem: ValidationProblem }

export interface ValidateOptions {
  /** Called between two pieces of the work, and awaited, so that the page has its turn. @default no pause */
  pause?: () => Promise<void> | undefined
}

/** Returns the playbook unchanged, or its first problem. Never throws. */
export const validatePlaybook = async (json: unknown, { pause }: ValidateOptions = {}): Promise<Reading> => {
  const [reserved] = reservedNames(json)
  if (reserved) return { ok: false, problem: problemOf(reserved) }
  try {
    for (const { path, schema, value } of piecesOf(json)) {
      const [mistake] = mistakesIn(schema(), value, path)
      if (mistake) return { ok: false, problem: problemOf(mistake) }
      const turn = pause?.()
      if (turn) await turn
    }
  } finally {
    // A page validates once, and may stay open for days.
    forgetBuilt()
  }
  return { ok: true, playbook: json as Playbook }
}

const problemOf = (mistake: Mistake): ValidationProblem => {
  const { path, found, known } = mistake
  return { path, message: messageOf(mistake), ...(known && typeof found === 'string' && { near: [found, known] }) }
}
