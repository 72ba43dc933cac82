/** How to mend a text that is not JSON, by what stands where something else should. */
import type { SyntaxError } from './json-syntax'

const hints: [expected: RegExp, found: RegExp, hint: string | ((found: string) => string)][] = [
  [/./, /^\ufffd/, 'Save the file as UTF-8.'],
  [/./, /^\/[/*]/, 'JSON has no comments.'],
  [/./, /^['‘’“”„«]/, 'Use straight double quotes: "'],
  [/^a value/, /^</, 'That is a web page, or XML. A playbook is JSON.'],
  [/^a value$/, /^(---|%YAML|\w+:$)/, 'Is it YAML? A playbook is JSON: { "version": 1, … }'],
  [/name|value/, /^[}\]]/, 'Remove the comma before it.'],
  [/name/, /^[\w$-]/, (found) => `Put the name in double quotes: "${/^[\w$.-]+/.exec(found)?.[0]}"`],
  [/value/, /^(True|False|TRUE|FALSE)\b/, (found) => `Write ${/^\w+/.exec(found)?.[0].toLowerCase()}.`],
  [/value/, /^(None|undefined|NaN|nil)\b/, 'Leave the field out.'],
  [/value/, /^"/, 'The text has no end on this line: close its quotes, and write \\n for a line break.'],
  [/value/, /^[+.\d-]/, 'Write a number like 0.5, without leading zeros or a plus.'],
  [/value/, /^\w/, 'Put texts in double quotes.'],
  [/^"," or/, /^["{[\w-]/, 'Add a comma before it.'],
  [/^"," or/, /^[}\]]/, 'Is a bracket of the other kind open?'],
  [/^":"/, /./, 'Write a colon between a name and its value.'],
  [/^nothing/, /./, 'A playbook is one object: remove what comes after it.'],
]

export const syntaxHint = ({ expected, found, line, column }: Partial<SyntaxError>): string | undefined => {
  if (found === undefined) return line === 1 && column === 1 ? 'The file is empty.' : 'Is the file complete?'
  const [, , hint] = hints.find(([what, at]) => what.test(expected ?? '') && at.test(found)) ?? []
  return typeof hint === 'function' ? hint(found) : hint
}
