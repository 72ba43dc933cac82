/** Runs a server out of the documents, as its reader would, with this package as it was built. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { event } from '../receiver/events'
import { blocks } from './readme'

export const SECRET = 'a secret of at least thirty-two bytes'
const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, '.cache')

/** Inside the repository, where `gainloop` is this package; gone after the test. */
export function folderOf(files: Record<string, string>): string {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'own-server-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Runs `server.mjs` of that folder until the test is over; resolves to the first line it prints.
 * @throws Error with what it said, where it ends before
 */
export async function start(folder: string, env: NodeJS.ProcessEnv = { GAINLOOP_SECRET: SECRET }): Promise<string> {
  const child = spawn(process.execPath, ['server.mjs'], { cwd: folder, env: { ...process.env, ...env } })
  const gone = once(child, 'exit')
  onTestFinished(async () => {
    child.kill()
    await gone
  })
  let said = ''
  child.stderr.on('data', (piece) => {
    said += piece
  })
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${said}`)))
  })
}

/** What the README signs for that user. */
export async function tokenFor(user: string): Promise<string> {
  const signing = blocks('The receiver in your own server').find(({ text }) => text.includes('tokenFor'))
  const folder = folderOf({ 'token.mjs': signing?.text ?? '' })
  const print = `import { tokenFor } from './token.mjs'; console.log(await tokenFor('${user}'))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', print], {
    cwd: folder,
    env: { ...process.env, GAINLOOP_SECRET: SECRET },
  })
  return stdout.trim()
}

/** Posts a rating of the user u_81. */
export const post = async (url: string, bearer?: string): Promise<number> => {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents-batch+json',
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify([event('rating.given', { id: 'a', subject: 'u_81' })]),
  })
  return status
}

/** What `gainloop conform` says of it, without what is well. */
export async function conform(url: string, ...args: string[]): Promise<string[]> {
  const command = [join(ROOT, 'dist/node/bin.js'), 'conform', url, '--patience', '20s', '--json', ...args]
  const { stdout } = await promisify(execFile)(process.execPath, command).catch((error) => error)
  const { checks } = JSON.parse(stdout) as { checks: Record<'code' | 'outcome' | 'found', string>[] }
  return checks
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ code, outcome, found }) => `${outcome} ${code}: ${found}`)
}
