/** Stands in until the schema's own validation is merged. */
import { readPlaybook } from './glance'
import type { Playbook } from './schema'

export type Reading =
  | { ok: true; playbook: Playbook }
  | { ok: false; problem: { message: string; near?: [given: string, known: readonly string[]] } }

export const validatePlaybook = async (json: unknown, _: { pause?: () => Promise<void> } = {}): Promise<Reading> =>
  readPlaybook(json) as Reading
