/** What an editor shows over a field of the package's types, read by TypeScript's language service. */
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const types = join(import.meta.dirname, '../../dist/types')
const usage = join(types, 'usage.ts')
const source = `
import type { Playbook } from './index'
import type { Finding, LessonWarning, Playbook as Read } from './playbook'
export const expires = (playbook: Playbook) => playbook.actions['x']?.ask.expires
export const cooldown = (playbook: Read) => playbook.limits?.cooldown
export const same = (playbook: Read): Playbook => playbook
export const finding = (warning: LessonWarning): Finding => warning
`

const options: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
  ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] },
  moduleResolution: ts.ModuleResolutionKind.Bundler,
}

const read = (file: string) => (file === usage ? source : ts.sys.readFile(file))
const service = ts.createLanguageService({
  getScriptFileNames: () => [usage],
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const text = read(file)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  getCurrentDirectory: () => types,
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => file === usage || ts.sys.fileExists(file),
  readFile: read,
})

/** @param before the text that ends where the field begins */
const hover = (before: string): string => {
  const info = service.getQuickInfoAtPosition(usage, source.indexOf(before) + before.length)
  const tags = (info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`)
  return [ts.displayPartsToString(info?.documentation), ...tags].join('\n')
}

test('the types fit each other', () => {
  const found = service.getSemanticDiagnostics(usage)
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})

test.each([
  ['gainloop', '?.ask.', 'How long after it became due the ask is given up.\n@default "14d"\n@example "30d"'],
  ['gainloop/playbook', 'limits?.', 'The least time between any two asks.\n@default "14d"\n@example "7d"'],
])('%s says what a field means, its default and an example', (_, before, text) => {
  expect(hover(before)).toBe(text)
})
