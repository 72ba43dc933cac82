/** The terminal and the process as the commands see them. Tests pass in their own. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Io {
  /** Writes a line of the result to stdout. */
  out(line: string): void
  /** Writes an error message or a log line to stderr. */
  err(line: string): void
  env: Record<string, string | undefined>
  /** The current time, in ms since 1970. */
  now(): number
  /** Reads a file; `-` is standard input. Rejects with Node's own error. */
  read(file: string): Promise<string>
  /** The names in a folder; none if it can't be read. */
  list(folder: string): Promise<string[]>
  /** Writes a file, and creates its folder if it does not exist. */
  write(file: string, content: string): Promise<void>
  /** Resolves when the process is asked to stop (SIGTERM, Ctrl-C). */
  stopped(): Promise<void>
}

export const processIo = (): Io => ({
  out(line) {
    process.stdout.write(`${line}\n`)
  },
  err(line) {
    process.stderr.write(`${line}\n`)
  },
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
      // Only once, so that a second Ctrl-C ends the process at once.
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    }),
})
