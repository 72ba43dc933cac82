import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlaybook } from '../../src/playbook/glance'
import { parsePlaybook } from '../../src/playbook/parse'
import { playbookSchema } from '../../src/playbook/schema'
import { fresh, names } from './playbooks'

/** Every place in a value, as paths. */
const places = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, part]) => places(part, [...path, key]))]
    : [path]

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    1.5,
    1e9,
    '',
    'x',
    '3d',
    '3 days',
    [],
    {},
    [''],
    { en: 'x' },
    { kind: 'tips' },
  ),
  fc.constantFrom<unknown>(
    { $gt: 1 },
    { $foo: 1 },
    { 'traits.x': 1 },
    { x: 1 },
    { after: '1d' },
    { every: '1d' },
    { by: 'goal', other: 'x' },
  ),
  fc.constantFrom<unknown>(
    'javascript:alert(1)',
    '/x',
    'https://x.example',
    '{{x}}',
    '{{goal}}',
    'stars',
    'constructor',
    '__proto__',
  ),
)
const key = fc.constantFrom('x', 'id', 'kind', 'constructor', 'toString', '__proto__', 'en', 'de', 'after', 'if', '$eq')

type Step = [place: number, what: 'set' | 'drop' | 'add' | 'copy', value: unknown, key: string, other: number]
const steps = fc.tuple(
  fc.constantFrom(...names),
  fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'drop', 'add', 'copy'), junk, key, fc.nat()), {
    minLength: 1,
    maxLength: 3,
  }),
) as fc.Arbitrary<[string, Step[]]>

/** A real playbook with one to three things set, dropped, added or copied from elsewhere in it. */
const mutated = ([name, changes]: [string, Step[]]): unknown => {
  const playbook = fresh(name)
  const at = (path: string[]): unknown =>
    path.reduce<unknown>((part, step) => (part as Record<string, unknown>)?.[step], playbook)
  for (const [place, what, given, added, other] of changes) {
    // A value of its own each time: it may be changed in turn, or put into itself.
    const value = structuredClone(given)
    const all = places(playbook)
    const path = all[place % all.length] as string[]
    const target = at(path)
    const parent = at(path.slice(0, -1)) as Record<string, unknown>
    const last = path.at(-1)
    if (what === 'add') {
      if (Array.isArray(target)) target.push(value)
      else if (typeof target === 'object' && target)
        Object.defineProperty(target, added, { value, enumerable: true, configurable: true, writable: true })
    } else if (last === undefined) continue
    else if (what === 'drop') Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last]
    else parent[last] = what === 'set' ? value : structuredClone(at(all[other % all.length] as string[]))
  }
  return playbook
}

const said = (playbook: unknown): string => {
  const read = readPlaybook(playbook)
  return read.ok ? '' : read.problem.message
}

describe('The two readers', () => {
  test.each(names)('both take %s', (name) => {
    expect([readPlaybook(fresh(name)).ok, parsePlaybook(fresh(name)).ok]).toEqual([true, true])
  })

  test('agree: what check finds fine, every browser runs', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const playbook = mutated(changes)
        if (parsePlaybook(playbook).ok) expect(said(playbook)).toBe('')
      }),
      { numRuns: 1500 },
    )
  })

  test('know no less than the schema they are made from', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const playbook = mutated(changes)
        const parsed = parsePlaybook(playbook)
        if (!playbookSchema.safeParse(playbook).success) expect(parsed.ok).toBe(false)
        // The schema's own verdict is a backstop: the table must have said it first, in words for people.
        if (!parsed.ok) for (const { code } of parsed.problems) expect(code).not.toBe('schema')
      }),
      { numRuns: 1500 },
    )
  })

  test('never throw, and leave no trace in what they read or in any prototype', () => {
    fc.assert(
      fc.property(fc.oneof(steps.map(mutated), fc.anything({ withNullPrototype: true })), (playbook) => {
        const before = Object.getOwnPropertyNames(Object.prototype).length
        expect(typeof parsePlaybook(playbook).ok).toBe('boolean')
        expect(typeof readPlaybook(playbook).ok).toBe('boolean')
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['actions', 'texts', 'segments', 'limits', ''])('refuse a key that is no name, in "%s"', (place) => {
    const playbook = fresh()
    const target = place ? (playbook[place] ?? {}) : playbook
    if (place) playbook[place] = target
    Object.defineProperty(target, '__proto__', { value: place === 'texts' ? 'x' : {}, enumerable: true })
    expect(parsePlaybook(JSON.stringify(playbook)).ok).toBe(false)
  })
})
