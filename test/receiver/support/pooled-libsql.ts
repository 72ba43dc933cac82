/** A release of `@libsql/client` that pools its connections, in a folder of its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { byNpm, CACHE } from '../../support/install'

const POOLED = '0.18.0'

export async function importPooled(): Promise<typeof import('@libsql/client/sqlite3')> {
  const cached = join(CACHE, `libsql-${POOLED}`, 'node_modules/@libsql/client')
  const folder = existsSync(cached) ? cached : byNpm(`libsql-${POOLED}`, '@libsql/client', POOLED)
  return import(pathToFileURL(join(folder, 'lib-esm/sqlite3.js')).href)
}
