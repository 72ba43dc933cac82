import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { playbookTypes } from '../../build/playbook-types'

const folder = import.meta.dirname
const generated = join(folder, 'generated.ts')
const usage = join(folder, 'usage.ts')
const files: Record<string, string> = {
  [generated]: playbookTypes(),
  [usage]: `
import type { Playbook as Inferred } from '../../src/playbook/schema'
import type { Playbook } from './generated'
export const there = (playbook: Inferred): Playbook => playbook
export const back = (playbook: Playbook): Inferred => playbook
export const cooldown = (playbook: Playbook) => playbook.limits?.cooldown
export const question = (playbook: Playbook) => playbook.actions['x']?.ask.question
`,
}

const options: ts.CompilerOptions = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, types: [] },
  ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] },
  moduleResolution: ts.ModuleResolutionKind.Bundler,
}

const service = ts.createLanguageService({
  getScriptFileNames: () => Object.keys(files),
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const text = files[file] ?? ts.sys.readFile(file)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  getCurrentDirectory: () => folder,
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => file in files || ts.sys.fileExists(file),
  readFile: (file) => files[file] ?? ts.sys.readFile(file),
})

/** What an editor shows over the word that begins at the end of `before`. */
const hover = (file: string, before: string): string => {
  const info = service.getQuickInfoAtPosition(file, (files[file] ?? '').indexOf(before) + before.length)
  const tags = (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`)
  return [ts.displayPartsToString(info?.documentation), ...tags].join('\n')
}

test('The declarations are the inferred type, both ways', () => {
  const found = [generated, usage].flatMap((file) => service.getSemanticDiagnostics(file))
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})

test('An editor shows the description, default and example of a field', () => {
  expect(hover(usage, 'playbook.limits?.')).toBe('The least time between any two asks.\n@default "14d"\n@example "7d"')
  expect(hover(usage, '.ask.')).toContain('Asks how the result turned out.')
})
