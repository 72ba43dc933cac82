import type { Mistake, Path } from './mistake'

interface Node {
  value: unknown
  key: string | number
  parent: Node | undefined
}

const pathTo = (node: Node | undefined): Path => (node?.parent ? [...pathTo(node.parent), node.key] : [])

/**
 * Every `__proto__` in a parsed JSON value. JSON may hold that name, but most of what copies an object, zod among it, leaves
 * it out without a word.
 */
export const reservedNames = (json: unknown): Mistake[] => {
  const mistakes: Mistake[] = []
  const open: Node[] = [{ value: json, key: '', parent: undefined }]
  for (let node = open.pop(); node; node = open.pop()) {
    if (typeof node.value !== 'object' || !node.value) continue
    for (const key of Object.keys(node.value)) {
      if (key === '__proto__') {
        const path = [...pathTo(node), key]
        mistakes.push({ path, code: 'unknown-field', expected: 'another name', found: key })
      } else {
        const value = (node.value as Record<string, unknown>)[key]
        if (typeof value === 'object') open.push({ value, key, parent: node })
      }
    }
  }
  return mistakes
}
