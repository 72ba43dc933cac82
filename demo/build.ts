/** Before `npm start`: builds what the demo's pages load, without a word, and not where nothing has changed since. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { isFresh } from './fresh'

const root = resolve(import.meta.dirname, '..')
const SOURCES = [
  'src',
  'build',
  'demo/gallery',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
]

const at = (path: string): string => resolve(root, path)

if (!isFresh(at('dist/playbook.schema.json'), SOURCES.map(at))) {
  console.log('Building Gainloop, half a minute …')
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], options)
  if (status !== 0) console.error(`${stdout}${stderr}`)
  process.exitCode = status ?? 1
}
