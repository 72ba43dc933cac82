/** Finds the command, reads its options, and turns every failure into a message and an exit code. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { nearest } from '../playbook/nearest'
import type { Command } from './command'
import type { Io } from './io'
import { printable } from './printable'
import { CliError, formatMessage, messages, wrongUsage } from './messages'

/** The module of a command is loaded only when the command is called. */
const commands: Record<string, { summary: string; load(): Promise<{ command: Command }> }> = {
  check: { summary: 'find mistakes and holes in a playbook', load: () => import('./commands/check') },
  simulate: {
    summary: 'show the lesson a user would get, and why no other',
    load: () => import('./commands/simulate'),
  },
  serve: { summary: 'run the receiver with a database', load: () => import('./commands/serve') },
  conform: { summary: 'check whether an endpoint conforms', load: () => import('./commands/conform') },
  report: { summary: 'print the success-gap report', load: () => import('./commands/report') },
  ratings: { summary: 'print the ratings as a table', load: () => import('./commands/ratings') },
  events: { summary: 'print the stored events', load: () => import('./commands/events') },
  export: { summary: 'print everything about one user', load: () => import('./commands/export') },
  erase: { summary: 'delete everything about one user', load: () => import('./commands/erase') },
  schema: { summary: 'print the JSON Schemas', load: () => import('./commands/schema') },
}

const help = `gainloop <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
  .join('\n')}

  gainloop <command> --help explains a command, gainloop --version prints the version.
  Exit codes: 0 fine, 1 problems found, 2 wrong usage.`

/** Never rejects. 0 fine, 1 problems found or failed, 2 wrong usage. */
export async function run(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    return await dispatch(argv, {
      ...io,
      out: (line) => io.out(printable(line)),
      err: (line) => io.err(printable(line)),
    })
  } catch (error) {
    const known = error instanceof CliError ? error : new CliError(messages.unexpected(String(error)), 1)
    io.err(printable(formatMessage(known.details)))
    return known.exitCode
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<0 | 1> {
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(help)
    return 0
  }
  if (name === '--version' || name === '-v') {
    io.out(version())
    return 0
  }
  if (name === undefined) throw wrongUsage(messages.noCommand())
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!found) throw wrongUsage(messages.unknownCommand(name, nearest(name, Object.keys(commands))))
  const { command } = await found.load()
  const { values, positionals } = readArguments(name, command, rest)
  if (values.help) {
    io.out(command.help)
    return 0
  }
  const extra = positionals[command.arguments]
  if (extra !== undefined) throw wrongUsage(messages.tooManyArguments(name, extra))
  return command.run(values, positionals, io)
}

/** The package is two folders up from this file, both in `src` and in `dist`. */
const version = (): string => JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

function readArguments(name: string, command: Command, args: readonly string[]) {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
      const unknown = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name))
      const { rawName = '', name: bare = '' } = unknown?.kind === 'option' ? unknown : {}
      throw wrongUsage(messages.unknownOption(name, rawName, nearest(bare, Object.keys(options))))
    }
    throw wrongUsage(messages.optionValue(name, message.split('. ')[0] ?? message))
  }
}
