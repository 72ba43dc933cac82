/** `gainloop serve` as a real process, and fixtures that end it, whatever becomes of the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base } from 'vitest'
import { type Consumer, startConsumer } from '../receiver/webhooks/consumer'

export interface Served {
  url: string
  /** The lines it has printed so far, to stdout and stderr. */
  printed: string[]
  process: ChildProcess
  /** Sends a signal; resolves to the exit code once the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

async function startServe(
  children: ChildProcess[],
  args: string[],
  env: Record<string, string> = {},
  cwd?: string,
): Promise<Served> {
  const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, bin, 'serve', '--port', '0', ...args], {
    env: { ...process.env, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const printed: string[] = []
  const exited = once(child, 'exit')
  createInterface(child.stderr).on('line', (line) => printed.push(line))
  const out = createInterface(child.stdout)
  const url = await new Promise<string>((resolve, reject) => {
    out.on('line', (line) => {
      printed.push(line)
      const found = /listening at (\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    exited.then(([code]) => reject(new Error(`ended with ${code} before it was ready:\n${printed.join('\n')}`)))
  })
  return {
    url,
    printed,
    process: child,
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}

export type Serve = (args: string[], env?: Record<string, string>, cwd?: string) => Promise<Served>

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

export const test = base.extend<{ serve: Serve; consumer: Consumer; folder: string }>({
  /** Starts `gainloop serve` on a free port. After the test the process is killed, even if it never printed its URL. */
  serve: async ({}, use) => {
    const children: ChildProcess[] = []
    await use((args, env, cwd) => startServe(children, args, env, cwd))
    await Promise.all(children.map(kill))
  },
  /** A server that takes webhooks. */
  consumer: async ({}, use) => {
    const consumer = await startConsumer(Date.now)
    await use(consumer)
    consumer.close()
  },
  /** An empty folder that is deleted after the test. */
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gainloop-serve-'))
    await use(folder)
    await rm(folder, { recursive: true })
  },
})
