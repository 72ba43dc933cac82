/** Runs a server out of the documents, as its reader would: installed by the line the document has, from this build. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { installedFor } from '../docs/documents'
import { event } from '../receiver/events'
import { folderOf, install } from './install'
import { blocks } from './readme'

const SECRET = 'a secret of at least thirty-two bytes'
const ROOT = join(import.meta.dirname, '../..')

/** A folder with those files and the packages that the section tells its reader to install. */
export async function project(page: string, section: string, files: Record<string, string>): Promise<string> {
  const folder = folderOf(files)
  await install(folder, installedFor({ page, section }))
  return folder
}

/**
 * Runs `server.mjs` of that folder until the test is over; resolves to the first line it prints.
 * @throws Error with what it printed, where it ends before
 */
export async function start(folder: string, env: NodeJS.ProcessEnv = { GAINLOOP_SECRET: SECRET }): Promise<string> {
  const child = spawn(process.execPath, ['server.mjs'], { cwd: folder, env: { ...process.env, ...env } })
  const gone = once(child, 'exit')
  onTestFinished(async () => {
    child.kill()
    await gone
  })
  let printed = ''
  child.stderr.on('data', (piece) => {
    printed += piece
  })
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${printed}`)))
  })
}

/** What `tokenFor` of the receiver's page signs. @param folder one where `gainloop` is installed */
export async function tokenFor(user: string, folder: string): Promise<string> {
  const [signing] = blocks('Tokens', 'docs/receiver.md')
  const program = `${signing?.text.replace('export const', 'const')}\nconsole.log(await tokenFor('${user}'))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
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
