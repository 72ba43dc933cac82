import { dirname, join } from 'node:path'
import { nearest } from '../playbook/nearest'
import type { Io } from './io'
import { messages, wrongUsage } from './messages'

/** A file's text without its byte order mark; `-` reads standard input. @throws Told */
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

/** What could have been meant: not a project's own files, and no more than one can take in. */
const playbooksIn = async (io: Io, folder: string): Promise<string[]> =>
  (await io.list(folder))
    .filter((name) => name.endsWith('.json') && !/^(\..*|package(-lock)?|tsconfig.*)\.json$/.test(name))
    .slice(0, 5)
    .map((name) => join(folder, name))

/** What a file is called in messages. */
export const nameOf = (file: string): string => (file === '-' ? 'stdin' : file)
