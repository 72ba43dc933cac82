/** The terminal and the process as the commands see them, so that tests hand in their own. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Io {
  /** A line for the reader, or the next program. */
  out(line: string): void
  /** A line about what went wrong, and the log. */
  err(line: string): void
  env: Record<string, string | undefined>
  /** Milliseconds since 1970. */
  now(): number
  /** A file's text; `-` reads standard input. Rejects with Node's own error. */
  read(file: string): Promise<string>
  /** Names in a folder; none where it can't be read. */
  list(folder: string): Promise<string[]>
  /** Makes the folder too. */
  write(file: string, content: string): Promise<void>
  /** Resolves when the process is asked to stop (SIGTERM, Ctrl-C). */
  stopped(): Promise<void>
}

export const processIo = (): Io => ({
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  env: process.env,
  now: Date.now,
  read: (file) => (file === '-' ? text(process.stdin) : readFile(file, 'utf8')),
  list: (folder) => readdir(folder).catch(() => []),
  async write(file, content) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  },
  stopped: () =>
    new Promise((resolve) => {
      // Once: a second Ctrl-C ends the process the hard way.
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    }),
})
