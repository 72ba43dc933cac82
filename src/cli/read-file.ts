import type { Io } from './io'
import { messages, wrongUsage } from './messages'

/** A file's text without its byte order mark; `-` reads standard input. @throws Told */
export async function readFile(io: Io, file: string | undefined, command: string): Promise<string> {
  if (file === undefined) throw wrongUsage(messages.noFile(command))
  try {
    return (await io.read(file)).replace(/^\uFEFF/, '')
  } catch (error) {
    throw wrongUsage(messages.unreadableFile(file, (error as { code?: string }).code ?? String(error)))
  }
}

/** What a file is called in messages. */
export const nameOf = (file: string): string => (file === '-' ? 'stdin' : file)
