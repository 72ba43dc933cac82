/**
 * The same program with its functions in the order that gzip packs best. gzip refers back by distance and shares codes within a
 * block, so that functions that look alike want to be neighbours; which order is best nobody can tell, and so it is looked for:
 * one function is moved at a time, mostly beside one that looks like it, and stays where it made the file smaller. The moves come from a fixed sequence of
 * pseudo-random numbers, so that the same code is always built into the same file.
 */
import { parseAst } from 'vite'
import { gzipped } from './gzip.ts'

interface Span {
  readonly start: number
  readonly end: number
}
interface Declarator extends Span {
  readonly id: { readonly type: string }
  readonly init: { readonly type: string } | null
}
interface Statement extends Span {
  readonly type: string
  readonly kind?: string
  readonly declarations?: readonly Declarator[]
  readonly expression?: { readonly callee?: { readonly body?: { readonly body?: readonly Statement[] } & Span } }
}

/** Smaller than this, in characters, there is too little to share for the time it takes. */
const WORTHWHILE = 10_000

const isFunction = ({ id, init }: Declarator): boolean =>
  id.type === 'Identifier' && /^(Arrow)?FunctionExpression$/.test(`${init?.type}`)

/** `tries` moves, each costing a compression or two: about 2 ms each for 80 KB. Code that isn't understood comes back as it was. */
export function ordered(code: string, tries: number): string {
  if (code.length < WORTHWHILE) return code
  const program = (parseAst(code) as unknown as { body: readonly Statement[] }).body
  const only = program.length === 1 ? program[0]?.expression?.callee?.body : undefined
  const body = only?.body ?? program
  const [first, last] = [body[0], body.at(-1)]
  if (!first || !last) return code
  const text = ({ start, end }: Span): string => code.slice(start, end)

  const imports: string[] = []
  const functions: string[] = []
  const values: string[] = []
  const rest: string[] = []
  for (const statement of body) {
    if (statement.type === 'FunctionDeclaration') functions.push(text(statement))
    else if (statement.type === 'ImportDeclaration') imports.push(text(statement))
    else if (statement.declarations) {
      // A function can be there before what it calls is: it is called by what stays in its order below.
      const [moved, kept] = [
        statement.declarations.filter(isFunction),
        statement.declarations.filter((d) => !isFunction(d)),
      ]
      values.push(...moved.map(text))
      if (kept.length) rest.push(`${statement.kind} ${kept.map(text).join(',')};`)
    } else
      rest.push(statement.type === 'ExpressionStatement' ? `${text(statement).replace(/;$/, '')};` : text(statement))
  }

  const joined = (parts: Order): string =>
    code.slice(0, first.start) +
    imports.join('') +
    parts.functions.join('') +
    (parts.values.length ? `let ${parts.values.join(',')};` : '') +
    rest.join('') +
    code.slice(last.end)
  return packed({ functions, values }, tries, joined)
}

interface Order {
  readonly functions: readonly string[]
  readonly values: readonly string[]
}

function packed(start: Order, tries: number, joined: (order: Order) => string): string {
  let best = start
  let smallest = gzipped(joined(best))
  const near = likeness()
  // Of five tried, that after which `gzip -9`, which splits its blocks otherwise, makes the least of the one file, too.
  let seed = 5
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  for (let left = tries; left--;) {
    const which = random(best.functions.length + best.values.length) < best.functions.length ? 'functions' : 'values'
    const moved = [...best[which]]
    const [one] = moved.splice(random(moved.length), 1)
    if (one === undefined) continue
    const like = random(10) ? near(one, moved) : []
    const place = like.length
      ? moved.indexOf(like[random(like.length)] as string) + random(2)
      : random(moved.length + 1)
    moved.splice(place, 0, one)
    const next = { ...best, [which]: moved }
    const bytes = gzipped(joined(next), smallest)
    if (bytes <= smallest) [best, smallest] = [next, bytes]
  }
  return joined(best)
}

/** Characters that count as something shared, and how many neighbours are worth trying. */
const SHARED = 6
const NEAREST = 8

/** Says, of a function, which others share most with it. Each is looked at once. */
function likeness(): (one: string, others: readonly string[]) => readonly string[] {
  const pieces = new Map<string, Set<string>>()
  const piecesOf = (text: string): Set<string> => {
    const known = pieces.get(text) ?? new Set(Array.from(text, (_, at) => text.slice(at, at + SHARED)))
    pieces.set(text, known)
    return known
  }
  const found = new Map<string, readonly string[]>()
  return (one, others) => {
    const known = found.get(one)
    if (known) return known
    const own = piecesOf(one)
    const scored = others.map((other) => {
      const its = piecesOf(other)
      let shared = 0
      for (const piece of own) if (its.has(piece)) shared++
      return { other, score: shared / Math.sqrt(its.size) }
    })
    const nearest = scored
      .sort((a, b) => b.score - a.score)
      .slice(0, NEAREST)
      .map(({ other }) => other)
    found.set(one, nearest)
    return nearest
  }
}
