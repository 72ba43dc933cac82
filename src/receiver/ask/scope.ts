/** What the page of a link may post: what a card does about its one ask. */
import type { EventType } from '../../delivery/event'
import type { Problem } from '../../check/problem'
import { eventProblem } from '../event-problems'
import type { StoredEvent } from '../store'
import type { Link } from './link-token'

/** Not what completes an action, measures a result or joins users: a link proves none of that. */
const ALLOWED = /^gainloop\.(ask|rating|goal|lesson|commitment|preference)\./

/** What follows from a lesson alone, which a page that was answered before opens, belongs to no moment. */
const isOfLesson = (type: EventType): boolean => /^gainloop\.(lesson|commitment|preference)\./.test(type)

/**
 * Why an event is none of this link's; undefined where it is.
 * @param source that of the playbook's events
 */
export function outOfScope({ event }: StoredEvent, link: Link, source: string): Problem | undefined {
  const { action, moment } = event.data as { action?: string; moment?: string }
  const named = action !== undefined || moment !== undefined
  if (event.source !== source) return eventProblem(['source'], 'scope', 'the link is for another playbook')
  if (!ALLOWED.test(event.type)) return eventProblem(['type'], 'scope', 'a link is for answering one ask')
  if (!named && isOfLesson(event.type)) return undefined
  if (action === link.action && moment === link.moment) return undefined
  return eventProblem(['data', 'moment'], 'scope', 'the link is for another moment')
}
