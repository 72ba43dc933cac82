/** What happens now that the user has left, in one sentence. */
import type { FlowExit } from '../ask/flow'
import type { CardContextValue } from './context'
import { dayOf, soon } from './until'

export function exitLine({ way, until }: FlowExit, { message, language, now }: CardContextValue): string {
  if ((way !== 'later' && way !== 'too-early') || until === undefined) return message(`exit.${way}` as 'exit.later')
  const day = dayOf(until, now, language)
  return day === undefined
    ? message(`exit.${way}-soon`, { until: soon(until, now, language) })
    : message(`exit.${way}`, { until: day })
}
