/** What is known of the user, and where it is kept. */
import { inHoldout } from '../lesson/holdout'
import { seedOf } from '../moment/book'
import { conditionFacts } from '../moment/condition-facts'
import { segmentsOf } from '../playbook/compiled'
import type { Scene } from './scene'
import { when } from './words'

export function userOf({ playbook, book, facts, now, language, endpoint, storage }: Scene): [string, string][] {
  const { user, muted } = book
  const list = (names: string[]) => names.join(', ') || 'none'
  return [
    ['user', `${user.id}${user.anonymous ? ' (anonymous)' : ''}`],
    ['traits', JSON.stringify(user.traits)],
    ['segments', list(segmentsOf(playbook, conditionFacts({ traits: user.traits, ...facts }, undefined)))],
    ['first seen', when(user.since, now)],
    ['muted actions', list(Object.keys(muted).filter((action) => muted[action]))],
    ['asks in this session', `${facts.session?.asks ?? 0}`],
    ...(inHoldout(playbook, seedOf(user)) ? [['holdout', 'this user is shown no lesson'] as [string, string]] : []),
    ['language of the card', language],
    ['playbook', playbook.id],
    ['endpoint', endpoint ?? 'none'],
    ['storage in use', storage],
  ]
}
