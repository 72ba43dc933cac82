/** Finds a Chromium for the browser tests on whatever machine they run; installs one only where none is to be found. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { byApt, byNpm, CACHE, found, runs } from '../../support/install'

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
const CARRIER = ['@sparticuz/chromium', '137'] as const
const UNPACKED = join(CACHE, 'chromium/unpacked')

const installed = (): string | undefined => found([...NAMES, ...PLACES])

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
    const file = newest.flatMap((build) => IN_PLAYWRIGHT.map((path) => join(root, build, path))).find(runs)
    if (file) return file
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
const fromApt = (): string | undefined => (byApt('chromium') ? installed() : undefined)

/**
 * One carried inside an npm package (Linux on x64). The package carries libraries and fonts too, which a bare machine
 * lacks, but unpacks the libraries only where it takes the machine for a Lambda: so it is told that it is on one.
 */
function fromNpm(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const start = join(UNPACKED, 'start')
  if (runs(start)) return start
  try {
    const cwd = byNpm('chromium', ...CARRIER)
    rmSync(UNPACKED, { recursive: true, force: true })
    mkdirSync(UNPACKED, { recursive: true })
    const env = { ...process.env, TMPDIR: UNPACKED, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
    const unpack = "import('@sparticuz/chromium').then((carrier) => carrier.default.executablePath())"
    execFileSync(process.execPath, ['-e', unpack], { cwd, env, stdio: 'ignore' })
    writeFileSync(join(UNPACKED, 'fonts.conf'), FONTS)
    writeFileSync(start, START, { mode: 0o755 })
    return start
  } catch {
    return undefined
  }
}

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
`

const START = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`

/** Why that Chromium does not start, in one line: mostly a library that is not there. */
function fault(file: string): string | undefined {
  // There Chrome opens a window instead of saying its version.
  if (process.platform === 'win32') return undefined
  const { status, signal, stderr, error } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 60_000 })
  if (status === 0) return undefined
  const [said = ''] = (stderr ?? '').trim().split('\n')
  return said || error?.message || `${file} ended with ${signal ?? status}`
}

/**
 * The path of a Chromium that can be started.
 * @throws Error with one line that says how to get one, where there is none and none can be installed.
 */
export function findChromium(): string {
  const given = process.env.CHROME_PATH
  if (given && !runs(given)) throw new Error(`CHROME_PATH is ${given}, which is not a file that can be run`)
  if (given) return given
  let why = ''
  for (const source of [installed, fromPlaywright, fromApt, fromNpm]) {
    const file = source()
    const wrong = file && fault(file)
    if (file && !wrong) return file
    if (wrong) why ||= ` that starts (${wrong})`
  }
  throw new Error(
    `No Chromium found${why}: set CHROME_PATH, install Chrome or Chromium, or run \`npx playwright install --with-deps chromium\``,
  )
}
