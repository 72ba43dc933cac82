import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../src/playbook/compile'
import { segmentsOf } from '../../src/playbook/compiled'
import { matches } from '../../src/playbook/condition'
import { matchesChecked } from '../../src/check/matches'

const facts = {
  traits: {
    plan: 'pro',
    seats: 5,
    ratio: 0.5,
    trial: false,
    note: null,
    tags: ['a', 'b', 'new'],
    scores: [4, 9],
    empty: [],
    address: { city: 'Ulm', zip: '89073' },
    orders: [
      { total: 10, items: ['pen'] },
      { total: 90, items: ['ink', 'pen'], paid: true },
    ],
    grid: [[1, 2], [3]],
    date: '2026-03-09',
  },
  goal: 'sales',
}

describe('Fulfilled', () => {
  test.each<[string, object]>([
    ['no condition at all', {}],
    ['a bare value', { goal: 'sales' }],
    ['several at once', { goal: 'sales', 'traits.plan': 'pro' }],
    ['$eq', { 'traits.seats': { $eq: 5 } }],
    ['$eq of an object', { 'traits.address': { city: 'Ulm', zip: '89073' } }],
    ['$eq of a whole array', { 'traits.tags': ['a', 'b', 'new'] }],
    ['$eq of one element', { 'traits.tags': 'b' }],
    ['$eq null, where there is null', { 'traits.note': null }],
    ['$eq null, where there is nothing', { 'traits.nothing': null }],
    ['$ne', { 'traits.plan': { $ne: 'free' } }],
    ['$ne, where there is nothing', { 'traits.nothing': { $ne: 'free' } }],
    ['$gt', { 'traits.seats': { $gt: 4 } }],
    ['$gte at the limit', { 'traits.seats': { $gte: 5 } }],
    ['$lt of strings', { 'traits.date': { $lt: '2026-04-01' } }],
    ['$lte at the limit', { 'traits.ratio': { $lte: 0.5 } }],
    ['a range', { 'traits.seats': { $gt: 1, $lt: 10 } }],
    ['two limits, each met by another element', { 'traits.scores': { $gt: 8, $lt: 5 } }],
    ['$gt of false', { 'traits.trial': { $lt: true } }],
    ['$in', { 'traits.plan': { $in: ['pro', 'scale'] } }],
    ['$in by an element', { 'traits.tags': { $in: ['x', 'new'] } }],
    ['$in null, where there is nothing', { 'traits.nothing': { $in: [null] } }],
    ['$nin', { 'traits.plan': { $nin: ['free'] } }],
    ['$nin, where there is nothing', { 'traits.nothing': { $nin: ['free'] } }],
    ['$exists', { 'traits.plan': { $exists: true } }],
    ['$exists of null', { 'traits.note': { $exists: true } }],
    ['$exists false', { 'traits.nothing': { $exists: false } }],
    ['$regex', { 'traits.plan': { $regex: '^p' } }],
    ['$regex of an element', { 'traits.tags': { $regex: 'ew$' } }],
    ['$regex with Unicode classes', { goal: { $regex: '^\\p{L}+$' } }],
    ['$size', { 'traits.tags': { $size: 3 } }],
    ['$size 0', { 'traits.empty': { $size: 0 } }],
    ['$all', { 'traits.tags': { $all: ['new', 'a'] } }],
    ['$all of one value that is no array', { 'traits.plan': { $all: ['pro'] } }],
    [
      '$all of $elemMatch',
      { 'traits.orders': { $all: [{ $elemMatch: { total: 10 } }, { $elemMatch: { paid: true } }] } },
    ],
    ['$elemMatch with fields', { 'traits.orders': { $elemMatch: { total: { $gt: 50 }, paid: true } } }],
    ['$elemMatch with operators', { 'traits.scores': { $elemMatch: { $gt: 8, $lt: 10 } } }],
    ['$elemMatch with $or', { 'traits.orders': { $elemMatch: { $or: [{ total: 1 }, { items: 'ink' }] } } }],
    ['$not', { 'traits.seats': { $not: { $gt: 5 } } }],
    ['$not, where there is nothing', { 'traits.nothing': { $not: { $gt: 5 } } }],
    ['$and', { $and: [{ goal: 'sales' }, { 'traits.seats': 5 }] }],
    ['$or', { $or: [{ goal: 'x' }, { 'traits.seats': 5 }] }],
    ['$nor', { $nor: [{ goal: 'x' }, { 'traits.seats': 6 }] }],
    ['$type string', { 'traits.plan': { $type: 'string' } }],
    ['$type number', { 'traits.seats': { $type: 'number' } }],
    ['$type int', { 'traits.seats': { $type: 'int' } }],
    ['$type double', { 'traits.ratio': { $type: 'double' } }],
    ['$type bool', { 'traits.trial': { $type: 'bool' } }],
    ['$type null', { 'traits.note': { $type: 'null' } }],
    ['$type array', { 'traits.tags': { $type: 'array' } }],
    ['$type object', { 'traits.address': { $type: 'object' } }],
    ['$type of an element', { 'traits.tags': { $type: 'string' } }],
    ['one of several $types', { 'traits.plan': { $type: ['number', 'string'] } }],
    ['dots through objects', { 'traits.address.city': 'Ulm' }],
    ['dots through arrays', { 'traits.orders.total': 90 }],
    ['dots through arrays of arrays of values', { 'traits.orders.items': 'ink' }],
    ['dots by index', { 'traits.orders.1.paid': true }],
    ['an array in an array', { 'traits.grid': [3] }],
  ])('%s', (_, condition) => {
    expect(matches(condition as Record<string, unknown>, facts)).toBe(true)
    expect(matchesChecked(condition as Record<string, unknown>, facts)).toBe(true)
  })
})

describe('Not fulfilled', () => {
  test.each<[string, object]>([
    ['another value', { goal: 'reach' }],
    ['one of several', { goal: 'sales', 'traits.plan': 'free' }],
    ['a number for a string', { 'traits.address.zip': 89073 }],
    ['a string for a number', { 'traits.seats': '5' }],
    ['a limit of another type', { 'traits.seats': { $gt: '4' } }],
    ['a limit on false as if it were 0', { 'traits.trial': { $lt: 1 } }],
    ['a limit on null as if it were 0', { 'traits.note': { $gte: 0 } }],
    ['a limit on nothing', { 'traits.nothing': { $lte: 5 } }],
    ['truth for 1', { 'traits.trial': 0 }],
    ['$gt at the limit', { 'traits.seats': { $gt: 5 } }],
    ['$eq of a part of an object', { 'traits.address': { city: 'Ulm' } }],
    ['$eq of an array in another order', { 'traits.tags': ['b', 'a', 'new'] }],
    ['$eq null, where there is false', { 'traits.trial': null }],
    ['$ne of one element', { 'traits.tags': { $ne: 'a' } }],
    ['$in nothing', { goal: { $in: [] } }],
    ['$nin of one element', { 'traits.tags': { $nin: ['a'] } }],
    ['$exists', { 'traits.nothing': { $exists: true } }],
    ['$exists of a field of an empty array', { 'traits.empty.x': { $exists: true } }],
    ['$regex of a number', { 'traits.seats': { $regex: '5' } }],
    ['$size of what is no array', { 'traits.plan': { $size: 3 } }],
    ['$size of another', { 'traits.tags': { $size: 2 } }],
    ['$all, one missing', { 'traits.tags': { $all: ['a', 'x'] } }],
    ['$all of nothing', { 'traits.tags': { $all: [] } }],
    ['$elemMatch over several elements', { 'traits.scores': { $elemMatch: { $gt: 5, $lt: 8 } } }],
    ['$elemMatch of what is no array', { 'traits.address': { $elemMatch: { city: 'Ulm' } } }],
    ['$not', { 'traits.seats': { $not: { $gt: 4 } } }],
    ['$and, one failing', { $and: [{ goal: 'sales' }, { 'traits.seats': 6 }] }],
    ['$or, all failing', { $or: [{ goal: 'x' }, { 'traits.seats': 6 }] }],
    ['$nor, one holding', { $nor: [{ goal: 'sales' }] }],
    ['$type int of a fraction', { 'traits.ratio': { $type: 'int' } }],
    ['$type array of a string', { 'traits.plan': { $type: 'array' } }],
    ['the length of a string', { 'traits.plan.length': 3 }],
    ['the length of an array', { 'traits.tags.length': 3 }],
    ['what every object inherits', { 'traits.constructor': { $exists: true } }],
    ['what every object inherits, deep', { 'traits.__proto__.toString': { $exists: true } }],
    ['a method of an array', { 'traits.tags.map': { $exists: true } }],
  ])('%s', (_, condition) => {
    expect(matches(condition as Record<string, unknown>, facts)).toBe(false)
    if (!JSON.stringify(condition).includes('"$all":[]'))
      expect(matchesChecked(condition as Record<string, unknown>, facts)).toBe(false)
  })
})

const name = fc.constantFrom('a', 'b', 'a.b', '0', 'a.0', '__proto__', 'constructor', 'length', 'toString')
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, -1, 1.5, '', 'a', '1', 'b'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 3 }),
  ),
})).any
const operator = fc.constantFrom(
  ...'$eq $ne $gt $gte $lt $lte $in $nin $exists $regex $size $all $elemMatch $not $and $or $nor $type $where $function'.split(
    ' ',
  ),
)
const condition = fc.letrec<{ query: Record<string, unknown>; tests: Record<string, unknown> }>((tie) => ({
  query: fc.dictionary(
    fc.oneof(name, operator),
    fc.oneof(value, tie('tests'), fc.array(tie('query'), { maxLength: 3 })),
    {
      maxKeys: 3,
    },
  ),
  tests: fc.dictionary(operator, fc.oneof(value, tie('tests'), tie('query')), { maxKeys: 3 }),
})).query

describe('Whatever the condition and the facts', () => {
  test('the answer is true or false, always the same, and changes nothing', () => {
    fc.assert(
      fc.property(condition, value, (query, given) => {
        const before = JSON.stringify([query, given])
        const answer = matches(query, given)
        expect([true, false]).toContain(answer)
        expect(matches(query, given)).toBe(answer)
        expect(JSON.stringify([query, given])).toBe(before)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  test('$ne, $nin, $not and $nor are the opposites of $eq, $in, no $not and $or', () => {
    fc.assert(
      fc.property(name, value, value, (field, operand, given) => {
        const facts = { a: given }
        const holds = (wanted: Record<string, unknown>) => matches(wanted, facts)
        expect(holds({ [field]: { $ne: operand } })).toBe(!holds({ [field]: { $eq: operand } }))
        expect(holds({ [field]: { $nin: [operand] } })).toBe(!holds({ [field]: { $in: [operand] } }))
        // $gt takes nothing else.
        if (['number', 'string', 'boolean'].includes(typeof operand))
          expect(holds({ [field]: { $not: { $gt: operand } } })).toBe(!holds({ [field]: { $gt: operand } }))
        expect(holds({ $nor: [{ [field]: { $eq: operand } }] })).toBe(!holds({ $or: [{ [field]: { $eq: operand } }] }))
      }),
    )
  })
})

describe('For a vendor’s own code', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown operator', { a: { $gtt: 3 } }, 'At a.$gtt: expected a known operator, got "$gtt"'],
    ['a bad pattern', { a: { $regex: '(' } }, 'At a.$regex: expected a regular expression, got "("'],
    [
      'what is no condition',
      [] as never,
      'At the condition: expected a condition such as { "traits.plan": "pro" }, got an empty list',
    ],
  ])('%s throws rather than be a silent false', (_, query, message) => {
    expect(() => matchesChecked(query, {})).toThrow(new TypeError(message))
  })

  test('any root will do', () => {
    expect(matchesChecked({ 'account.tier': 'gold' }, { account: { tier: 'gold' } })).toBe(true)
  })
})

test('A user is in every segment whose condition holds, in the playbook’s order', () => {
  const segments = {
    small: { 'traits.seats': { $lt: 10 } },
    big: { 'traits.seats': { $gte: 10 } },
    pro: { 'traits.plan': 'pro' },
  }
  const playbook = { version: 1, id: 'p', actions: {}, lessons: [] } as const
  expect(segmentsOf(compilePlaybook({ ...playbook, lessons: [], segments }), facts)).toEqual(['small', 'pro'])
  expect(segmentsOf(compilePlaybook({ ...playbook, lessons: [] }), facts)).toEqual([])
})
