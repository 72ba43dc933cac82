import type { ParseArgsConfig } from 'node:util'
import type { Io } from './io'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** What `run` needs of a command. */
export interface Command {
  /** What `--help` prints. */
  help: string
  /** Beside `--help`, which every command has. */
  options: NonNullable<ParseArgsConfig['options']>
  /** Arguments that are not options, at most. */
  arguments: number
  /** Resolves to the exit code: 0 fine, 1 problems found. @throws Told */
  run(values: Values, positionals: string[], io: Io): Promise<0 | 1>
}
