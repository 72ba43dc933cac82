/** `npm run build`: every file of the package. The compiler writes the declarations while vite builds. */
import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { translations } from '../src/ui/languages/translations'
import { playbookTypes } from './playbook-types'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)
const tool = (name: string, ...args: string[]): Promise<unknown> =>
  run(join(root, 'node_modules/.bin', name), args, { cwd: root })

/** The modes of vite.config.ts. `embed` comes first: it empties the folder that the next five share. */
const MODES = ['embed', 'all', 'debug', 'launcher', 'explain', 'ask', 'client', 'node', 'gallery']

async function declarations(): Promise<void> {
  rmSync(join(root, 'dist/declarations'), { recursive: true, force: true })
  await tool('tsc', '-p', 'tsconfig.build.json')
  // Plain declarations with every field's description, for the types that are inferred from zod.
  writeFileSync(join(root, 'dist/declarations/playbook/schema/inferred.d.ts'), playbookTypes())
  await tool('rollup', '-c', 'rollup.types.config.js', '--silent')
}

/** The languages as data, for the one-file build: `gainloop.de.json` beside `gainloop.all.js`. */
async function languages(): Promise<void> {
  for (const [tag, load] of Object.entries(translations)) {
    const { translation } = await load()
    writeFileSync(join(root, `dist/embed/gainloop.${tag}.json`), JSON.stringify(translation))
  }
}

async function bundles(): Promise<void> {
  for (const mode of MODES) await build({ root, mode, logLevel: 'warn' })
  await languages()
  await run(process.execPath, ['dist/node/bin.js', 'schema', '--out', 'dist'], { cwd: root })
}

try {
  await Promise.all([declarations(), bundles()])
} catch (error) {
  // The compiler's words are in its output.
  console.error((error as { stdout?: string }).stdout || error)
  process.exitCode = 1
}
