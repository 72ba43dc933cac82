/** What every command of `gainloop` is made of. */
import type { ParseArgsConfig } from 'node:util'
import type { Io } from './io'

/** The parsed options. */
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export interface Command {
  /** What `--help` prints. */
  help: string
  /** Its options. Every command has `--help` as well. */
  options: NonNullable<ParseArgsConfig['options']>
  /** How many arguments it takes that are not options. */
  arguments: number
  /** Resolves to the exit code: 0 fine, 1 problems found. Rejects with a CliError for what the user can fix. */
  run(values: Values, positionals: string[], io: Io): Promise<0 | 1>
}
