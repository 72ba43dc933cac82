/** What a batch's events are taken or refused for: the fast look must agree with the schemas, and the look at the text with the look at each string. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelope, eventData, type EventType } from '../../src/delivery/event'
import { validateEvent } from '../../src/receiver/validate-event'
import { findUnstorable, mayHoldUnstorableText } from '../../src/receiver/unstorable'
import { event, EVENTS } from './events'

const RECEIVED = Date.parse('2025-03-03T10:00:00Z')
const LIMITS = { nesting: 20, ahead: 300_000 }

/** By the schemas alone. */
function fits(raw: unknown): boolean {
  const outer = envelope.safeParse(raw)
  return (
    outer.success &&
    Object.hasOwn(eventData, outer.data.type) &&
    eventData[outer.data.type as EventType].safeParse(outer.data.data).success
  )
}

const taken = (raw: unknown): boolean => 'stored' in validateEvent(raw, RECEIVED, LIMITS, { checkText: false })

const json = fc.jsonValue({ maxDepth: 3 })
const whole = fc.constantFrom(...EVENTS).map((type) => event(type) as unknown as Record<string, unknown>)
/** A member gone, another value in its place, or one more. */
const changed = (object: fc.Arbitrary<Record<string, unknown>>) =>
  fc
    .tuple(object, fc.nat(30), fc.option(json, { nil: undefined }), fc.option(fc.string()))
    .map(([of, at, value, more]) => {
      const names = Object.keys(of)
      const name = more ?? names[at % names.length] ?? 'x'
      return JSON.parse(JSON.stringify({ ...of, [name]: value })) as Record<string, unknown>
    })

describe('the fast look', () => {
  it.each(EVENTS)('takes %s as it is', (type) => {
    expect(taken(event(type))).toBe(true)
  })

  it('agrees with the schemas on whatever was changed about an event, outside or inside', () => {
    const inside = whole.chain((of) =>
      changed(fc.constant(of.data as Record<string, unknown>)).map((data) => ({ ...of, data })),
    )
    let refused = 0
    fc.assert(
      fc.property(fc.oneof(changed(whole), inside, json), (raw) => {
        const expected = fits(raw)
        if (!expected) refused++
        expect(taken(raw)).toBe(expected)
      }),
      { numRuns: 3_000 },
    )
    expect(refused).toBeGreaterThan(300)
  })

  it('says of what it refuses why', () => {
    fc.assert(
      fc.property(changed(whole), (raw) => {
        const result = validateEvent(raw, RECEIVED, LIMITS)
        if ('rejected' in result) expect(result.rejected.problems.length).toBeGreaterThan(0)
      }),
    )
  })
})

it('text that has no escape for it holds nothing unstorable', () => {
  const units = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) })
  const odd = fc.oneof(units, fc.constantFrom('\0', '\ud800', '\udfff', '😀', '\\u0000', '\\ud800'))
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), odd, (value, text) => {
      const raw = { value, [text]: text }
      // As it comes over the wire: what is no character is an escape, for UTF-8 can't write it.
      if (findUnstorable(raw, 20))
        expect(mayHoldUnstorableText(JSON.stringify(raw).replaceAll('\0', '\\u0000'))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
