/** What somebody reads who has not installed a database driver. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { test as base, describe, expect } from 'vitest'
import { importDriver, MissingDriverError } from '../../../src/receiver/stores/driver'

const run = promisify(execFile)
const root = new URL('../../../', import.meta.url)

/**
 * Runs the command line where Node looks for both drivers in an empty folder, and so fails as it does where nobody has installed
 * them.
 */
const test = base.extend<{
  gainloop: (...args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>
}>({
  gainloop: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gainloop-no-driver-'))
    const empty = pathToFileURL(join(folder, 'index.js')).href
    await writeFile(
      join(folder, 'resolve.mjs'),
      `export const resolve = (name, context, next) =>
        next(name, name === 'pg' || name.startsWith('@libsql/') ? { ...context, parentURL: '${empty}' } : context)`,
    )
    await writeFile(
      join(folder, 'register.mjs'),
      `import { register } from 'node:module'; register('./resolve.mjs', import.meta.url)`,
    )
    const loaders = [
      '--import',
      import.meta.resolve('tsx'),
      '--import',
      pathToFileURL(join(folder, 'register.mjs')).href,
    ]
    await use((...args) =>
      run(process.execPath, [...loaders, new URL('src/cli/bin.ts', root).pathname, ...args], { cwd: folder }).then(
        (output) => ({ code: 0, ...output }),
        ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
      ),
    )
    await rm(folder, { recursive: true })
  },
})

describe('where no driver is installed', () => {
  test.for([
    ['serve', '--db', 'gainloop.db'],
    ['report', '--db', ':memory:'],
  ])('gainloop %s says in one line which package a SQLite database needs', async (args, { gainloop }) => {
    expect(await gainloop(...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'gainloop: a SQLite database needs the package @libsql/client. Install it: npm install @libsql/client\n',
    })
  })

  test('gainloop serve says in one line which package a PostgreSQL database needs', async ({ gainloop }) => {
    expect(await gainloop('serve', '--db', 'postgres://localhost/gainloop')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'gainloop: a PostgreSQL database needs the package pg. Install it: npm install pg\n',
    })
  })
})

describe('importDriver', () => {
  const failing = (code: string) => async () => {
    throw Object.assign(new Error(`Node says ${code}`), { code })
  }

  test('says which store needs which package, and keeps Node’s own error', async () => {
    const error: unknown = await importDriver('postgresStore', 'pg', failing('ERR_MODULE_NOT_FOUND')).catch((e) => e)
    expect(error).toBeInstanceOf(MissingDriverError)
    expect(error).toMatchObject({
      message: 'postgresStore needs the package pg. Install it: npm install pg',
      code: 'driver-missing',
      packageName: 'pg',
      cause: { code: 'ERR_MODULE_NOT_FOUND' },
    })
  })

  test('passes on any other failure: a driver that is installed is not called missing', async () => {
    await expect(importDriver('sqliteStore', '@libsql/client', failing('ERR_DLOPEN_FAILED'))).rejects.toThrow(
      'Node says ERR_DLOPEN_FAILED',
    )
  })
})
