/** What the documents say, against the built package. */
import { execFile, execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { GENERATED_PAGES, generate, unionOf } from '../../tools/docs'
import { allBlocks, importsOf, read } from '../docs/documents'
import { compile, createConsumer } from './consumer'

/** The compiler reads every published declaration. */
vi.setConfig({ testTimeout: 240_000 })

const ROOT = join(import.meta.dirname, '../..')
const BIN = join(ROOT, 'dist/node/bin.js')
const run = promisify(execFile)
const hand = allBlocks()
const titled = <T extends { page: string; section: string }>(list: T[]): [string, T][] =>
  list.map((block, at) => [`${block.page}, ${block.section}, ${at + 1}`, block])

it.each(GENERATED_PAGES)('The reference in %s is up to date', (file) => {
  const { committed, expected } = generate(file)
  expect(committed === expected, `${file} is stale: run "npm run build && npm run docs" and commit it`).toBe(true)
})

const isPlaybook = (text: string): boolean => JSON.parse(text).version === 1
const playbooks = hand.filter(({ language, text }) => language === 'json' && isPlaybook(text))

it.each(titled(playbooks))('gainloop check finds nothing wrong with the playbook of %s', (_, { text }) => {
  const printed = execFileSync(process.execPath, [BIN, 'check', '-', '--json'], { input: text, encoding: 'utf8' })
  expect(JSON.parse(printed)).toEqual({ ok: true, problems: [] })
})

it('The event in docs/events.md is one', async () => {
  const { envelope, eventData } = await import(join(ROOT, 'dist/node/receiver.js'))
  const batch = hand.find(({ page, language }) => page === 'docs/events.md' && language === 'json')
  const [event] = JSON.parse(batch?.text ?? '[]')
  expect(envelope.safeParse(event).success).toBe(true)
  expect(eventData[event.type].safeParse(event.data).success).toBe(true)
})

/** Each `npx gainloop …` of the documents: the command, and its options. */
const commands = hand
  .filter(({ language }) => language === 'sh')
  .flatMap(({ page, text }) =>
    [...text.matchAll(/npx gainloop (\w+)([^\n|>&]*)/g)].map(([line, command = '', rest = '']) => ({
      line: `${page}: ${line}`,
      command,
      options: [...rest.replace(/"[^"]*"/g, '').matchAll(/--[a-z-]+/g)].map(([option]) => option),
    })),
  )

it.each(commands.map((one) => [one.line, one] as const))(
  'The command line has what is written in %s',
  async (_, one) => {
    const { stdout } = await run(process.execPath, [BIN, one.command, '--help'])
    expect(one.options.filter((option) => !stdout.includes(option))).toEqual([])
  },
)

describe('What the blocks import', () => {
  const scripts = hand.filter(({ language, text }) => ['js', 'ts', 'tsx'].includes(language) && importsOf(text).length)
  const named = scripts.flatMap(({ page, text }) =>
    [...text.matchAll(/import \{([^}]+)\} from '(gainloop[^']*)'/g)].flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .filter((name) => !name.trim().startsWith('type '))
        .map((name) => ({ page, name: name.trim(), from })),
    ),
  )

  it('is exported', async () => {
    const missing: string[] = []
    for (const { page, name, from } of named) {
      const module = from === 'gainloop/react' ? undefined : await import(from)
      if (module && !(name in module)) missing.push(`${page}: ${name} of ${from}`)
    }
    expect(missing).toEqual([])
  })
})

describe('The TypeScript blocks', () => {
  let folder: string
  beforeAll(async () => {
    folder = await createConsumer()
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // The blocks of the Next.js recipe are compiled by `next build`, in next.test.ts.
  const typed = hand.filter(({ language, section }) => /^tsx?$/.test(language) && section !== 'Next.js')

  it('compile for their readers', async () => {
    const sources = Object.fromEntries(
      typed.map(({ page, language, text }, at) => [`${page.replace(/\W/g, '-')}-${at}.${language}`, text]),
    )
    const options = {
      module: 'ESNext',
      moduleResolution: 'Bundler',
      jsx: 'react-jsx',
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
    }
    expect(await compile(folder, sources, options)).toBe('')
  }, 240_000)
})

describe('The FAQ', () => {
  const codesIn = (section: string): string[] =>
    [
      ...(read('docs/faq.md').split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z0-9-]+)` \|/gm),
    ].map(([, code = '']) => code)

  it.each([
    ['Why did it not ask?', 'ReasonCode'],
    ['What does this error mean?', 'ErrorCode'],
  ])('answers “%s” for every %s', (section, type) => {
    expect(codesIn(section).toSorted()).toEqual(unionOf(type).toSorted())
  })
})
