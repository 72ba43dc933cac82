/** What to write instead: a line a product team can copy, by the code of the problem and what was found. Not for the browser. */
import { byName, otherValue, unknownOperator, unknownPath, unknownReference, unknownRoot } from './fix-names'
import { addition, badUrl, emptied, lowContrast, operand, otherForm, otherType, outOfRange } from './fix-values'
import { homeOf } from './homes'
import { said } from './mend'
import type { Path } from './problem'

export interface Wrong {
  path: Path
  code: string
  expected: string
  found: unknown
  /** The names that would have been right. */
  known?: readonly string[] | undefined
  /** The whole playbook. */
  playbook: unknown
}

const unknownField = (wrong: Wrong): string | undefined => {
  const { found, known, path } = wrong
  if (found === '__proto__') return RESERVED
  // A known one, of which there may be but one.
  if (known?.includes(said(found))) return 'Keep one, remove the others.'
  return otherValue(wrong) ?? homeOf(said(found), path) ?? byName(wrong)
}

const RESERVED = 'JavaScript keeps that name for itself.'

const FIXES: Record<string, (wrong: Wrong) => string | undefined> = {
  'missing-field': addition,
  'reserved-name': () => RESERVED,
  'currency-missing': addition,
  'language-missing': addition,
  'language-unknown': (wrong) => `${byName(wrong) ?? ''} Or add it to "languages", and to every text.`.trim(),
  'wrong-type': otherType,
  'wrong-format': otherForm,
  'out-of-range': outOfRange,
  'wrong-value': otherValue,
  'unknown-format': otherValue,
  'unsafe-url': badUrl,
  'unknown-root': unknownRoot,
  'unknown-operator': unknownOperator,
  'unknown-path': unknownPath,
  'unknown-action': unknownReference,
  'unknown-segment': unknownReference,
  'unknown-obstacle': unknownReference,
  'unknown-strength': unknownReference,
  'unknown-goal': unknownReference,
  'unknown-lesson': unknownReference,
  'unknown-metric': unknownReference,
  'low-contrast': lowContrast,
  'unknown-field': unknownField,
  'duplicate-id': ({ found, path }) =>
    path[0] === 'languages'
      ? 'Remove it.'
      : found === 'other'
        ? 'With "other": true that id means the user’s own words. Give this option another.'
        : `Write another, such as "${found}-2".`,
  empty: emptied,
  'wrong-order': () => 'Swap them, or look at the year and the offset.',
  'too-long': () => 'Put the rest on a page of your own, and link to it.',
  'too-large': () => 'Put long transcripts and articles on pages of your own, and link to them.',
  'too-deep': () => 'Name parts of it as segments.',
  'broken-placeholder': () => 'Close it: {{moment.label}}. To show braces, write \\{\\{.',
  'bad-pattern': () => 'Close every bracket, and write \\\\ for one backslash.',
  'wrong-operand': operand,
  'misplaced-operator': ({ found, expected }) =>
    expected.startsWith('a field') ? `Write { "traits.plan": { "${found}": … } }.` : undefined,
}

/** undefined where the message already says it all. */
export const fixFor = (wrong: Wrong): string | undefined => (FIXES[wrong.code] ?? byName)(wrong)
