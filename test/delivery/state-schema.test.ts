import { expect, test } from 'vitest'
import { readState, stateSchema } from '../../src/delivery/state-schema'

const moment = { id: 'c_42', action: 'campaign.sent', at: 1, updated: 1 }
const state = { now: 5, moments: [moment], ratings: [], lessons: [], commitments: [], asks: [], muted: { a: 3 } }

test('A state as the receiver serves it is read as it is', () => {
  expect(stateSchema.safeParse(state).success).toBe(true)
  expect(readState(state)).toEqual(state)
})

test('Fields of a newer receiver are kept', () => {
  expect(readState({ ...state, moments: [{ ...moment, mood: 'good' }] }).moments).toEqual([{ ...moment, mood: 'good' }])
})

test('Records that are not as the schema says are left out, and the others stay', () => {
  const read = readState({
    ...state,
    moments: [moment, null, { id: 1 }, 'x'],
    asks: {},
    muted: { a: 3, b: 'x' },
    seed: 7,
  })
  expect(read).toEqual({ ...state, muted: { a: 3 } })
})

test.each([null, undefined, 3, 'x', []])('%j is an empty state', (answer) => {
  expect(readState(answer)).toMatchObject({ moments: [], asks: [], muted: {} })
})
