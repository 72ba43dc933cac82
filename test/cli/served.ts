/** `gainloop serve` as a real process, for the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Served {
  url: string
  /** What it printed up to now, stdout and stderr. */
  printed: string[]
  process: ChildProcess
  /** Sends the signal, resolves to the exit code once it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export async function startServe(args: string[], env: Record<string, string> = {}, cwd?: string): Promise<Served> {
  const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, bin, 'serve', '--port', '0', ...args], {
    env: { ...process.env, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
