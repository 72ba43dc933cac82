import { matches } from './condition'
import type { Playbook } from './schema'

/** The names of the segments a user is in, in the playbook's order. */
export const segmentsOf = ({ segments = {} }: Playbook, facts: Record<string, unknown>): string[] =>
  Object.keys(segments).filter((name) => matches(segments[name] ?? {}, facts))
