/** What to write instead of a mistake: a line a product team can copy, by the code of the mistake and what was found. */
import { byName, otherValue, unknownOperator, unknownPath, unknownReference, unknownRoot } from './hint-names'
import { addition, badUrl, emptied, lowContrast, operand, otherForm, otherType, outOfRange } from './hint-values'
import { asText } from './corrected'
import { placeOf } from './misplaced-field'
import type { MistakeIn } from './problem'

type Hint = (mistake: MistakeIn) => string | undefined

const unknownField: Hint = (mistake) => {
  const { found, known, path } = mistake
  if (found === '__proto__') return RESERVED
  const name = asText(found)
  // A name that is known, but of which only one may be given.
  if (known?.includes(name)) return 'Keep one, remove the others.'
  return otherValue(mistake) ?? placeOf(name, path) ?? byName(mistake)
}

const RESERVED = 'JavaScript keeps that name for itself.'

const HINTS: Record<string, Hint> = {
  'missing-field': addition,
  'reserved-name': () => RESERVED,
  'currency-missing': addition,
  'language-missing': addition,
  'language-unknown': (mistake) => `${byName(mistake) ?? ''} Or add it to "languages", and to every text.`.trim(),
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
export const hintFor: Hint = (mistake) => (HINTS[mistake.code] ?? byName)(mistake)
