/** Firefox, by WebDriver BiDi. */
import puppeteer, { ElementHandle, type KeyInput } from 'puppeteer-core'
import { byApt, found } from '../../support/install'
import type { Engine } from './engine'

const FILES = ['firefox', 'firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox']

/** @throws Error with one line that says how to get it, where it is not there and can't be installed */
export function findFirefox(): Engine {
  const file = process.env.FIREFOX_PATH ?? found(FILES) ?? (byApt('firefox-esr') ? found(FILES) : undefined)
  if (!file) throw new Error('No Firefox found: install it, or set FIREFOX_PATH')
  return {
    name: 'Firefox',
    keepsProfile: true,
    async open(profile) {
      const browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath: file,
        userDataDir: profile,
        headless: true,
      })
      const page = await browser.newPage()
      const run = (body: string, args: unknown[]) =>
        page.evaluateHandle(
          (source, given) => new Function(...source)(...given),
          ['...args', `const [a, b] = args; ${body}`],
          args,
        )
      return {
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        evaluate: async (body, ...args) => (await run(`return (async () => { ${body} })()`, args)).jsonValue() as never,
        async click(body, ...args) {
          const element = await run(body, args)
          if (!(element instanceof ElementHandle)) throw new Error(`no element: ${body} ${args.join()}`)
          await element.click()
        },
        press: (key) => page.keyboard.press(key as KeyInput),
        close: () => browser.close(),
        async kill() {
          const process = browser.process()
          const gone = new Promise((resolve) => process?.once('exit', resolve))
          process?.kill('SIGKILL')
          await gone
        },
      }
    },
  }
}
