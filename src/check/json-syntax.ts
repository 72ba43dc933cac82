/** Where a text stops being JSON, what should stand there, and how to mend it. Every engine reports this in its own way, some not at all. */

const SPACE = /[ \t\n\r]*/y
const TOKEN =
  // A string of JSON holds no control characters.
  /[{}[\],:]|"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y

/** What may come next, by what is open. */
const EXPECTED = {
  value: 'a value',
  first: 'a value or "]"',
  key: 'a name in double quotes',
  firstKey: 'a name in double quotes or "}"',
  colon: '":"',
  next: '"," or the closing bracket',
  end: 'nothing more',
} as const

export interface JsonSyntaxError {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 code units, as editors count. */
  column: number
  expected: string
  /** The word that stands there; undefined at the end of the text. */
  found: string | undefined
  /** What to do about it, where that can be guessed. */
  hint: string | undefined
}

/** undefined for valid JSON. */
export const syntaxErrorIn = (json: string): JsonSyntaxError | undefined => {
  const open: string[] = []
  let state: keyof typeof EXPECTED = 'value'
  let at = 0
  const past = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [found = ''] = pattern.exec(json) ?? []
    at += found.length
    return found
  }
  const after = (): typeof state => (open.length ? 'next' : 'end')
  for (;;) {
    past(SPACE)
    const start = at
    if (state === 'end' && at === json.length) return undefined
    const token = past(TOKEN)
    const inObject = open.at(-1) === '{'
    if ((state === 'value' || state === 'first') && token && !/[}\],:]/.test(token[0] as string)) {
      if (token === '{' || token === '[') {
        open.push(token)
        state = token === '{' ? 'firstKey' : 'first'
      } else state = after()
    } else if ((state === 'key' || state === 'firstKey') && token[0] === '"') state = 'colon'
    else if (state === 'colon' && token === ':') state = 'value'
    else if (state === 'next' && token === ',') state = inObject ? 'key' : 'value'
    else if (
      (token === '}' && inObject && (state === 'next' || state === 'firstKey')) ||
      (token === ']' && !inObject && (state === 'next' || state === 'first'))
    ) {
      open.pop()
      state = after()
    } else {
      const before = json.slice(0, start)
      const place = { line: before.split('\n').length, column: start - before.lastIndexOf('\n') }
      const expected = EXPECTED[state]
      const found = /^.\S{0,20}/s.exec(json.slice(start))?.[0]
      return { ...place, expected, found, hint: hintFor(expected, found, before) }
    }
  }
}

/** By what was expected and what was found instead. */
const HINTS: [expected: RegExp, found: RegExp, hint: string | ((found: string) => string)][] = [
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

const hintFor = (expected: string, found: string | undefined, before: string): string | undefined => {
  if (found === undefined) return before ? 'Is the file complete?' : 'The file is empty.'
  const [, , hint] = HINTS.find(([what, at]) => what.test(expected) && at.test(found)) ?? []
  return typeof hint === 'function' ? hint(found) : hint
}
