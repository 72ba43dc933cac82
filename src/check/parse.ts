/** The reader for authors: every mistake in a playbook at once, each with its place, what was expected and what to write instead. */
import { type Mistake, received } from '../playbook/mistake'
import { reservedNames } from '../playbook/reserved-names'
import type { Playbook } from '../playbook/schema'
import { mistakesIn } from '../playbook/schema/mistakes'
import { piecesOf } from '../playbook/schema/playbook'
import { hintFor } from './hint'
import { syntaxErrorIn } from './json-syntax'
import { errorOf, pointer, type Problem, withLessonId } from './problem'
import { relationMistakes } from './relations'
import { textMistakes } from './text-mistakes'

/** A problem of the JSON itself also has a line and a column, both from 1. */
export type ParseProblem = Problem & { line?: number; column?: number }
export type Parsing = { ok: true; playbook: Playbook } | { ok: false; problems: ParseProblem[] }

/** One megabyte, measured as JSON. */
const LARGEST = 1_000_000

/**
 * Reads a playbook: JSON text, or what was parsed from it. Returns it unchanged, or all its problems. Never throws.
 * An answer that no lesson follows is no problem here: see `coverage`.
 */
export const parsePlaybook = (json: unknown): Parsing => {
  if (typeof json !== 'string') return parseValue(json)
  const text = json.replace(/^\uFEFF/, '')
  // The size comes first: parsing a huge text would hold up whoever asked.
  if (text.length > LARGEST) return failed([problemOf(tooLarge(text.length), {})])
  try {
    return parseValue(JSON.parse(text))
  } catch {
    return failed([syntaxProblem(text)])
  }
}

const failed = (problems: ParseProblem[]): Parsing => ({ ok: false, problems })

const tooLarge = (size: number): Mistake => ({
  ...{ path: [], code: 'too-large', expected: 'at most 1 MB' },
  found: `${(size / 1e6).toFixed(1)} MB`,
})

const syntaxProblem = (text: string): ParseProblem => {
  const { line = 1, column = 1, expected = 'JSON', found, hint } = syntaxErrorIn(text) ?? {}
  return {
    path: '',
    code: 'not-json',
    severity: 'error',
    message: `At line ${line}, column ${column}: expected ${expected}, got ${found === undefined ? 'the end of the file' : `\`${found}\``}`,
    ...(hint && { hint }),
    line,
    column,
  }
}

const parseValue = (value: unknown): Parsing => {
  const mistakes = mistakesInPlaybook(value)
  return mistakes.length
    ? failed(mistakes.map((mistake) => problemOf(mistake, value)))
    : { ok: true, playbook: value as Playbook }
}

const problemOf = (mistake: Mistake, playbook: unknown): Problem =>
  withLessonId(errorOf(mistake, hintFor({ ...mistake, playbook })), playbook)

const mistakesInPlaybook = (value: unknown): Mistake[] => {
  const unusable = sizeMistake(value)
  if (unusable) return [unusable]
  const wrongShape = [...reservedNames(value)]
  for (const { path, schema, value: piece } of piecesOf(value))
    wrongShape.push(...mistakesIn(schema(), piece, path).filter(({ path: at }) => at.at(-1) !== '__proto__'))
  const mistakes = [...wrongShape, ...elsewhere(textMistakes(value), wrongShape)]
  return mistakes.length ? mistakes : relationMistakes(value as Playbook)
}

const sizeMistake = (value: unknown): Mistake | undefined => {
  try {
    const size = JSON.stringify(value)?.length ?? 0
    return size > LARGEST ? tooLarge(size) : undefined
  } catch {
    return { path: [], code: 'not-json', expected: 'JSON that is not nested too deep', found: received(value) }
  }
}

/** Without those at or in a place that is of the wrong shape already: one problem a place is enough. */
const elsewhere = (mistakes: Mistake[], known: readonly Mistake[]): Mistake[] => {
  const places = known.map(({ path }) => pointer(path))
  return mistakes.filter(({ path }) => {
    const place = `${pointer(path)}/`
    return !places.some((one) => place.startsWith(`${one}/`))
  })
}
