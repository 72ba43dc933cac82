import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { event } from '../receiver/events'
import { blocks } from './readme'

const SECRET = 'a secret of at least thirty-two bytes'
const cache = join(import.meta.dirname, '../../.cache')
const [plain, listener, token] = blocks('The receiver in your own server').filter(({ language }) => language === 'js')

/** Inside the repository, where `gainloop` is this package as it was built. */
let folder: string
let server: ChildProcess | undefined
beforeEach(() => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'own-server-'))
})
afterEach(async () => {
  if (server?.exitCode === null) {
    const gone = once(server, 'exit')
    server.kill()
    await gone
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the example, on a port that is free; resolves to the first line it prints. */
async function start(code: string, env: NodeJS.ProcessEnv): Promise<string> {
  writeFileSync(join(folder, 'server.mjs'), code)
  const child = spawn(process.execPath, ['server.mjs'], { cwd: folder, env: { ...process.env, ...env } })
  server = child
  let said = ''
  child.stderr.on('data', (piece) => {
    said += piece
  })
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${said}`)))
  })
}

async function tokenFor(user: string): Promise<string> {
  writeFileSync(join(folder, 'token.mjs'), token?.text ?? '')
  const print = `import { tokenFor } from './token.mjs'; console.log(await tokenFor('${user}'))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', print], {
    cwd: folder,
    env: { ...process.env, GAINLOOP_SECRET: SECRET },
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  return line
}

const post = async (url: string, bearer?: string): Promise<number> => {
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

describe('the receiver in a server of one’s own, as the README has it,', () => {
  it('listens on Node, takes a user’s rating with the token the README signs, and not without', async () => {
    const url = await start(plain?.text.replace('8787', '0') ?? '', { GAINLOOP_SECRET: SECRET })
    expect([await post(url, await tokenFor('u_81')), await post(url), await post(url, await tokenFor('u_82'))]).toEqual(
      [202, 401, 401],
    )
  })

  it('is part of a server that has other things to do', async () => {
    const printing = `.listen(0, function () { console.log('http://127.0.0.1:' + this.address().port) })`
    const url = await start(listener?.text.replace('.listen(3000)', printing) ?? '', { GAINLOOP_SECRET: SECRET })
    expect(await post(`${url}/api/gainloop`, await tokenFor('u_81'))).toBe(202)
    expect((await fetch(`${url}/api/gainloop/health`)).status).toBe(200)
    expect(await (await fetch(url)).text()).toBe('The rest of your product')
  })

  it('does not start where the secret’s variable is not set', async () => {
    await expect(start(plain?.text ?? '', { GAINLOOP_SECRET: undefined })).rejects.toThrow(
      '"secret" is given, but undefined: is process.env.GAINLOOP_SECRET set?',
    )
  })
})
