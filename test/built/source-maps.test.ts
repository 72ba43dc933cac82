/** Source maps: a stack trace from a built file leads to the line of the source. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { expect, it } from 'vitest'
import { createDemo } from '../browser/support/demo'
import { launch } from '../browser/support/launch'

const BUILT = join(import.meta.dirname, '../../dist')
const browserFiles = ['embed', 'client'].flatMap((folder) =>
  readdirSync(join(BUILT, folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(BUILT, folder, file)),
)

it('lie beside every browser file, which names its own', () => {
  expect(browserFiles.length).toBeGreaterThan(10)
  for (const file of browserFiles) {
    expect(existsSync(`${file}.map`), file).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/\/\/# sourceMappingURL=\S+\.js\.map\s*$/)
  }
})

/** The sources that a stack trace of the page's leads to, by the maps of `dist/embed`. */
const sourcesOf = (stack: string): string[] =>
  Array.from(stack.matchAll(/\/(gainloop[\w.-]*\.js):(\d+):(\d+)/g), ([, file = '', line, column]) => {
    const map = new TraceMap(readFileSync(join(BUILT, 'embed', `${file}.map`), 'utf8'))
    const { source, line: at } = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 })
    return `${source?.replace(/^(\.\.\/)+/, '')}:${at}`
  })

it.each(['module', 'all'])('lead from a stack trace in the %s build to the source', async (build) => {
  const demo = await createDemo()
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(`${demo.url}/?build=${build}`)
    const stack = await page.evaluate(async () => {
      const { gainloop } = globalThis as unknown as { gainloop(method: string, ...args: unknown[]): unknown }
      // Our own code reads this argument, and so stands in the trace of what reading it throws.
      const trap = { toString: (): string => (globalThis.reportedStack = `${new Error('trap').stack}`) }
      gainloop('setLanguage', trap)
      await gainloop('explain')
      return globalThis.reportedStack
    })
    const sources = sourcesOf(stack)
    expect(sources.length).toBeGreaterThan(0)
    const [first = ''] = sources
    const [file = '', line] = first.split(':')
    const code = readFileSync(join(BUILT, '..', file), 'utf8').split('\n')[Number(line) - 1]
    expect(`${file}: ${code}`).toMatch(/^src\/.*\$\{tag\}/)
  } finally {
    await browser.close()
    await demo.close()
  }
})

declare global {
  var reportedStack: string
}
