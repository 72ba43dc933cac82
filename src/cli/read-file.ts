/** Reads the files a command is given. */
import { dirname, join } from 'node:path'
import { nearest } from '../playbook/nearest'
import type { Io } from './io'
import { messages, wrongUsage } from './messages'

/** A file's text without its byte order mark; `-` reads standard input. @throws CliError */
export async function readFile(io: Io, file: string | undefined, command: string): Promise<string> {
  if (file === undefined) throw wrongUsage(messages.noFile(command))
  try {
    return (await io.read(file)).replace(/^\uFEFF/, '')
  } catch (error) {
    const { code = String(error) } = error as { code?: string }
    if (code === 'EISDIR') throw wrongUsage(messages.folder(command, file, await playbooksIn(io, file)))
    if (code !== 'ENOENT') throw wrongUsage(messages.unreadableFile(file, code))
    const others = await playbooksIn(io, dirname(file))
    throw wrongUsage(messages.noSuchFile(command, file, nearest(file, others), others))
  }
}

/** JSON files that may be playbooks: not the usual configuration files, and few enough to list. */
const playbooksIn = async (io: Io, folder: string): Promise<string[]> =>
  (await io.list(folder))
    .filter((name) => name.endsWith('.json') && !isConfiguration(name))
    .slice(0, 5)
    .map((name) => join(folder, name))

const isConfiguration = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('tsconfig') || name === 'package.json' || name === 'package-lock.json'

/** The name of a file in messages. */
export const displayName = (file: string): string => (file === '-' ? 'stdin' : file)
