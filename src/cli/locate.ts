/** Finds the line and column of a JSON Pointer, so that an editor can jump there. The text is read once for all lookups. */

export interface Place {
  /** Starts at 1. */
  line: number
  /** Starts at 1, in UTF-16 code units, as editors count. */
  column: number
}

export interface Places {
  /**
   * The place of the value that a JSON Pointer refers to; if there is none, the place of the nearest value that contains it.
   * @param name the place of the member's name instead
   */
  at(pointer: string, name?: boolean): Place
  /** Members that are twice in the same object, of which JSON keeps the last: as JSON Pointers with both places. */
  repeated: { path: string; first: Place; place: Place }[]
}

const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/g

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** @param json must be valid JSON */
export function placesIn(json: string): Places {
  const values = new Map<string, number>()
  const names = new Map<string, number>()
  const doubles: { path: string; first: number; at: number }[] = []
  /** The enclosing objects and arrays: the pointer to each, and the index or the name of its next value. */
  const open: { path: string; list: boolean; index: number; name: string | undefined }[] = []
  for (const { 0: token, index: at } of json.matchAll(TOKEN)) {
    if (token === '}' || token === ']') {
      open.pop()
      continue
    }
    const inner = open.at(-1)
    if (inner && !inner.list && inner.name === undefined) {
      inner.name = JSON.parse(token) as string
      const path = `${inner.path}/${escaped(inner.name)}`
      const first = names.get(path)
      if (first !== undefined) doubles.push({ path, first, at })
      names.set(path, at)
      continue
    }
    const path = inner ? `${inner.path}/${inner.list ? inner.index++ : escaped(inner.name ?? '')}` : ''
    if (inner) inner.name = undefined
    values.set(path, at)
    if (token === '{' || token === '[') open.push({ path, list: token === '[', index: 0, name: undefined })
  }
  const lines = [0, ...Array.from(json.matchAll(/\n/g), ({ index }) => index + 1)]
  const place = (offset: number): Place => {
    let [low, high] = [0, lines.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (lines[low] as number) + 1 }
  }
  return {
    at(pointer, name = false) {
      const offset = name ? names.get(pointer) : undefined
      for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
        const found = offset ?? values.get(path)
        if (found !== undefined || !path) return place(found ?? 0)
      }
    },
    repeated: doubles.map(({ path, first, at }) => ({ path, first: place(first), place: place(at) })),
  }
}
