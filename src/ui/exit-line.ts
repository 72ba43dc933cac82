/** What happens now that the user has left, in one sentence. */
import type { FlowExit } from '../ask/flow'
import type { CardContextValue } from './context'
import { dayOf, soon } from './until'

export function exitLine({ way, until }: FlowExit, { plainMessage, language, now }: CardContextValue): string {
  if ((way !== 'later' && way !== 'too-early') || until === undefined)
    return plainMessage(`exit.${way}` as 'exit.later')
  const day = dayOf(until, now, language)
  return day === undefined
    ? plainMessage(`exit.${way}-soon`, { until: soon(until, now, language) })
    : plainMessage(`exit.${way}`, { until: day })
}
