import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlaybook } from '../../src/check/parse'
import { playbookSchema } from '../../src/playbook/schema/playbook'
import { validatePlaybook } from '../../src/playbook/validate'
import { fresh, names } from '../playbook/playbooks'

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

/** What the browser says of it; nothing where it takes it. */
const refusal = async (playbook: unknown): Promise<string> => {
  const reading = await validatePlaybook(playbook)
  return reading.ok ? '' : reading.problem.message
}

describe('The two readers', () => {
  test.each(names)('both take %s', async (name) => {
    expect([(await validatePlaybook(fresh(name))).ok, parsePlaybook(fresh(name)).ok]).toEqual([true, true])
  })

  test('agree: what check finds fine, every browser runs; what a browser refuses, check does too', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (changes) => {
        const playbook = mutated(changes)
        if (parsePlaybook(playbook).ok) expect(await refusal(playbook)).toBe('')
      }),
      { numRuns: 600 },
    )
  })

  test('refuse piece by piece what the schema refuses as a whole, and say where in words', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (changes) => {
        const playbook = mutated(changes)
        const parsed = parsePlaybook(playbook)
        if (!playbookSchema().safeParse(playbook).success) {
          expect(parsed.ok).toBe(false)
          expect(await refusal(playbook)).toMatch(/^At .+: expected .+, got ./)
        }
        if (!parsed.ok)
          // After "got" stands the playbook's own value, which may hold any words.
          for (const { message } of parsed.problems)
            expect(message.split(', got ')[0]).not.toMatch(/Invalid input|something else|undefined/)
      }),
      { numRuns: 600 },
    )
  })

  test('never throw, and leave no trace in what they read or in any prototype', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(steps.map(mutated), fc.anything({ withNullPrototype: true })), async (playbook) => {
        const before = Object.getOwnPropertyNames(Object.prototype).length
        expect(typeof parsePlaybook(playbook).ok).toBe('boolean')
        expect(typeof (await validatePlaybook(playbook)).ok).toBe('boolean')
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['actions', 'texts', 'segments', 'limits', ''])('refuse a key that is no name, in "%s"', async (place) => {
    const playbook = fresh()
    const target = place ? (playbook[place] ?? {}) : playbook
    if (place) playbook[place] = target
    Object.defineProperty(target, '__proto__', { value: place === 'texts' ? 'x' : {}, enumerable: true })
    const json = JSON.stringify(playbook)
    expect(parsePlaybook(json).ok).toBe(false)
    expect((await validatePlaybook(JSON.parse(json))).ok).toBe(false)
  })
})
