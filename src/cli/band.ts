import { nearest } from '../playbook/nearest'
import type { Band } from '../playbook/schema'
import { messages, wrongUsage } from './messages'

const BANDS: readonly Band[] = ['missed', 'partly', 'reached']

/** @throws Told on a band there is not */
export function bandOf(value: unknown): Band | undefined {
  if (value === undefined) return undefined
  const known = BANDS.find((band) => band === value)
  if (known) return known
  throw wrongUsage(messages.unknownOne('band', String(value), nearest(String(value), BANDS), BANDS))
}
