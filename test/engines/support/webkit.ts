/** WebKitGTK's MiniBrowser, by WebDriver, on a screen of its own where the machine has none. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { Builder, Key, Origin } from 'selenium-webdriver'
import { until } from '../../browser/support/endpoint'
import { byApt, found } from '../../support/install'
import type { Engine, EngineBrowser } from './engine'

/** Debian keeps it in `lib/<machine>/webkit2gtk-<version>/`. */
const miniBrowser = (): string | undefined => found(['MiniBrowser', ...inLibraries()])

const inLibraries = (): string[] =>
  folders('/usr/lib').flatMap((machine) =>
    folders(machine).flatMap((library) => (library.includes('webkit2gtk') ? [`${library}/MiniBrowser`] : [])),
  )

const folders = (path: string): string[] => {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [`${path}/${one.name}`] : [],
    )
  } catch {
    return []
  }
}

const fromApt = (name: string, files: readonly string[]): string | undefined =>
  found(files) ?? (byApt(name) ? found(files) : undefined)

/** @throws Error with one line that says how to get it, where it is not there and can't be installed */
export function findWebKit(): Engine {
  const driver = fromApt('webkit2gtk-driver', ['WebKitWebDriver'])
  const binary = miniBrowser()
  const screen = process.env.DISPLAY ? undefined : fromApt('xvfb', ['Xvfb'])
  if (!driver || !binary) throw new Error('No WebKitGTK found: install Debian’s webkit2gtk-driver, or its like')
  if (!process.env.DISPLAY && !screen) throw new Error('No screen for WebKitGTK: install xvfb, or set DISPLAY')
  return {
    name: 'WebKit',
    keepsProfile: 'MiniBrowser keeps no profile while a driver has it',
    open: () => open({ driver, binary, screen }),
  }
}

interface Files {
  driver: string
  binary: string
  screen: string | undefined
}

async function open({ driver, binary, screen }: Files): Promise<EngineBrowser> {
  const display = screen ? await startScreen(screen) : undefined
  const port = await freePort()
  const env = { ...process.env, ...(display && { DISPLAY: display.name }) }
  // A process group of its own, so that the browser and its processes end with the driver.
  const server = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore', detached: true })
  const kill = async (): Promise<void> => {
    const gone = once(server, 'exit')
    if (server.pid) process.kill(-server.pid, 'SIGKILL')
    await gone
    display?.process.kill()
  }
  const url = `http://127.0.0.1:${port}`
  await until('the driver to answer', () =>
    fetch(`${url}/status`).then(
      (reply) => reply.ok,
      () => false,
    ),
  )
  const options = { binary, args: ['--automation'] }
  const session = await new Builder()
    .usingServer(url)
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
    .build()
  const run = (body: string, args: unknown[]) =>
    session.executeAsyncScript<unknown>(
      `const done = arguments[arguments.length - 1]; const [a, b] = arguments
       Promise.resolve((async () => { ${body} })()).then((value) => done({ value }), (error) => done({ error: String(error) }))`,
      ...args,
    ) as Promise<{ value?: unknown; error?: string }>
  const valueOf = async (body: string, args: unknown[]): Promise<unknown> => {
    const { value, error } = await run(body, args)
    if (error) throw new Error(error)
    return value
  }
  return {
    goto: (address) => session.get(address),
    reload: () => session.navigate().refresh(),
    evaluate: (body, ...args) => valueOf(body, args) as never,
    async click(body, ...args) {
      // The driver calls an element in a shadow tree not interactable now and then: the mouse goes to its place instead.
      const at = await valueOf(
        `const element = (() => { ${body} })(); const box = element.getBoundingClientRect()
         return [box.x + box.width / 2, box.y + box.height / 2]`,
        args,
      )
      const [x = 0, y = 0] = (at as number[]).map(Math.round)
      await session.actions().move({ x, y, origin: Origin.VIEWPORT }).click().perform()
    },
    press: (key) =>
      session
        .actions()
        .sendKeys(KEYS[key] ?? key)
        .perform(),
    async close() {
      await session.quit()
      await kill()
    },
    kill,
  }
}

const KEYS: Record<string, string> = {
  Tab: Key.TAB,
  Enter: Key.ENTER,
  Space: Key.SPACE,
  Escape: Key.ESCAPE,
  ArrowDown: Key.ARROW_DOWN,
  ArrowRight: Key.ARROW_RIGHT,
}

async function startScreen(file: string): Promise<{ name: string; process: ChildProcess }> {
  // It picks a free number and writes it to the file descriptor it is given.
  const child = spawn(file, ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [number] = (await once(child.stdout, 'data')) as [Buffer]
  return { name: `:${String(number).trim()}`, process: child }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
