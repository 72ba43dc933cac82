/** Where in a JSON text a JSON Pointer points, so that an editor can jump there. */

export interface Place {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 code units, as editors count. */
  column: number
}

const WORD = /[^\s,\]}]*/y

const pastSpace = (json: string, at: number): number => {
  let here = at
  while (/[\s,:]/.test(json[here] ?? '')) here++
  return here
}

const pastString = (json: string, at: number): number => {
  let here = at + 1
  while (here < json.length && json[here] !== '"') here += json[here] === '\\' ? 2 : 1
  return here + 1
}

/** The offset just after the value that starts at `at`. */
function pastValue(json: string, at: number): number {
  const first = json[at]
  if (first === '"') return pastString(json, at)
  if (first !== '{' && first !== '[') {
    WORD.lastIndex = at
    return at + (WORD.exec(json)?.[0].length ?? 0)
  }
  let depth = 0
  let here = at
  do {
    const character = json[here]
    if (character === '"') {
      here = pastString(json, here)
      continue
    }
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    here++
  } while (depth > 0 && here < json.length)
  return here
}

/** The offset of the value a step further down, or undefined when there is none. */
function step(json: string, at: number, part: string): number | undefined {
  const list = json[at] === '['
  if (!list && json[at] !== '{') return undefined
  let here = pastSpace(json, at + 1)
  for (let index = 0; here < json.length && json[here] !== ']' && json[here] !== '}'; index++) {
    let name = String(index)
    if (!list) {
      const end = pastString(json, here)
      name = JSON.parse(json.slice(here, end))
      here = pastSpace(json, end)
    }
    if (name === part) return here
    here = pastSpace(json, pastValue(json, here))
  }
  return undefined
}

/** The place of the value; where something is missing, the place of what it is missing from. `json` is valid JSON. */
export function locate(json: string, pointer: string): Place {
  let at = pastSpace(json, 0)
  for (const part of pointer.split('/').slice(1)) {
    const next = step(json, at, part.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (next === undefined) break
    at = next
  }
  const before = json.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
