/** Installs the libraries that Gainloop is compared with into `.cache/`, once, and builds what has to be bundled. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { CACHE } from '../../support/install'

const HERE = join(import.meta.dirname, 'peers')
const HOME = join(CACHE, 'bench-peers')
const LOCK = 'package-lock.json'

export interface Peers {
  /** Folder with PostHog's scripts, as its servers deliver them. */
  posthog: string
  /** The bundled script with Sentry's feedback widget. */
  sentry: string
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')

async function install(): Promise<void> {
  const installed = existsSync(join(HOME, 'node_modules'))
  if (installed && (await textOf(join(HOME, LOCK))) === (await textOf(join(HERE, LOCK)))) return
  console.log('Installing the libraries to compare with into .cache/bench-peers')
  await mkdir(HOME, { recursive: true })
  for (const file of ['package.json', LOCK]) await cp(join(HERE, file), join(HOME, file))
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync('npm', ['ci', ...quiet], { cwd: HOME, stdio: 'ignore' })
}

async function bundleSentry(): Promise<string> {
  const entry = join(HOME, 'sentry.ts')
  await cp(join(HERE, 'sentry.ts'), entry)
  // Without one, the bundler reads the TypeScript settings of the project.
  await writeFile(join(HOME, 'tsconfig.json'), '{}')
  await build({
    configFile: false,
    root: HOME,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: 'built',
      lib: { entry, formats: ['es'], fileName: () => 'sentry.js' },
      minify: true,
    },
  })
  return join(HOME, 'built/sentry.js')
}

export async function peers(): Promise<Peers> {
  await install()
  return { posthog: join(HOME, 'node_modules/posthog-js/dist'), sentry: await bundleSentry() }
}
