/** What part of the store a command is about. */
import { type Scope, scopeOf } from '../report/filter'
import type { Values } from './command'
import { messages, wrongUsage } from './messages'

export const scopeOptions = { from: { type: 'string' }, to: { type: 'string' }, action: { type: 'string' } } as const

/** @throws Told on one that can not be meant */
export function scope(command: string, values: Values): Pick<Scope, 'from' | 'to' | 'action'> {
  const given = Object.keys(scopeOptions).filter((name) => typeof values[name] === 'string')
  try {
    return scopeOf(Object.fromEntries(given.map((name) => [name, values[name]])))
  } catch (error) {
    throw wrongUsage(messages.badFilter(command, (error as TypeError).message))
  }
}
