/** Where a text stops being JSON, and what should stand there: engines say it each in their own way, and some not at all. */

const SPACE = /[ \t\n\r]*/y
const TOKEN =
  // JSON allows none in a string
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

export interface SyntaxError {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 code units, as editors count. */
  column: number
  expected: string
  /** The word that stands there; undefined at the end of the text. */
  found: string | undefined
}

/** undefined for valid JSON. */
export const syntaxErrorIn = (json: string): SyntaxError | undefined => {
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
      return {
        line: before.split('\n').length,
        column: start - before.lastIndexOf('\n'),
        expected: EXPECTED[state],
        found: /^.\S{0,20}/s.exec(json.slice(start))?.[0],
      }
    }
  }
}
