/** The user and the answer `simulate` is asked about, from its options: every name is looked up in the playbook. */
import type { ChooseInput } from '../lesson/situation'
import { chooseLanguage, languagesOf } from '../playbook/language'
import { nearest } from '../playbook/nearest'
import type { Band, Choice, Playbook } from '../playbook/schema'
import type { Values } from './command'
import { jsonOption, knownNames } from './json-option'
import { messages, wrongUsage } from './messages'
import { historyOption } from './simulate-history'

const BANDS = ['missed', 'partly', 'reached']
const FACTS = ['properties', 'metrics', 'device', 'page']

/** @throws Told for a name the playbook does not have, or a value that can't be meant. */
const oneOf = (what: string, value: unknown, known: readonly string[]): string => {
  if (typeof value !== 'string') throw wrongUsage(messages.whichOne(what, known))
  if (known.includes(value)) return value
  throw wrongUsage(messages.unknownOne(what, value, nearest(value, known), known))
}

const each = (what: string, values: Values[string], choices: Choice[] | undefined): string[] =>
  [values ?? []].flat().map((value) =>
    oneOf(
      what,
      value,
      (choices ?? []).map(({ id }) => id),
    ),
  )

export interface Simulated extends ChooseInput {
  language: string
  now: number
}

/** @param clock Milliseconds since 1970, for when `--now` is not given. @throws Told */
export function simulateInput(playbook: Playbook, values: Values, clock: number): Simulated {
  const name = oneOf('action', values.action, Object.keys(playbook.actions))
  const { ask, goal } = playbook.actions[name] as Playbook['actions'][string]
  const band = oneOf('band', values.band, BANDS) as Band
  const unasked = band === 'reached' ? 'obstacle' : 'strength'
  if (values[unasked]) throw wrongUsage(messages.notAsked(unasked, band))
  const obstacles = each('obstacle', values.obstacle, ask.obstacles)
  const strengths = each('strength', values.strength, ask.strengths)
  const goals = [...(goal?.options.map(({ id }) => id) ?? []), ...(goal?.other ? ['other'] : [])]
  const stated = values.goal === undefined ? undefined : oneOf('goal', values.goal, goals)
  const facts = jsonOption('facts', values.facts, '{ "properties": { "recipients": 1800 } }')
  knownNames('facts', facts, FACTS)
  const now = values.now === undefined ? clock : Date.parse(`${values.now}`)
  if (Number.isNaN(now) || (values.now !== undefined && !/T.*(Z|[+-]\d\d:\d\d)$/.test(`${values.now}`)))
    throw wrongUsage(messages.badDate(`${values.now}`))
  const languages = languagesOf(playbook)
  const language = chooseLanguage(typeof values.language === 'string' ? [values.language] : [], languages)
  return {
    playbook,
    action: name,
    band,
    ...(obstacles.length && { obstacles }),
    ...(strengths.length && { strengths }),
    ...(stated !== undefined && { goal: stated }),
    facts: { traits: jsonOption('traits', values.traits, '{ "plan": "pro" }'), ...facts, language },
    history: historyOption(values.history, playbook, band),
    language,
    now,
  }
}
