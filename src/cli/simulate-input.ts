/** The user and the answer that `simulate` is called with. Every name in its options must be one of the playbook. */
import type { ChooseInput } from '../lesson/situation'
import { chooseLanguage, languagesOf } from '../playbook/language'
import { nearest } from '../playbook/nearest'
import type { Band, Choice, Playbook } from '../playbook/schema'
import type { Values } from './command'
import { messages, wrongUsage } from './messages'
import { checkNames, jsonOption } from './option-values'
import { historyOption } from './simulate-history'

const BANDS = ['missed', 'partly', 'reached']
const FACTS = ['properties', 'metrics', 'device', 'page']

/** @throws CliError for a name that the playbook does not have */
const oneOf = (what: string, value: unknown, known: readonly string[]): string => {
  if (typeof value !== 'string') throw wrongUsage(messages.whichOne(what, known))
  if (known.includes(value)) return value
  throw wrongUsage(messages.unknownOne(what, value, nearest(value, known), known))
}

const allOf = (what: string, values: Values[string], choices: Choice[] | undefined): string[] =>
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

/** @param clock the current time in ms since 1970, for when `--now` is not given. @throws CliError */
export function simulateInput(playbook: Playbook, values: Values, clock: number): Simulated {
  const name = oneOf('action', values.action, Object.keys(playbook.actions))
  const { ask, goal } = playbook.actions[name] as Playbook['actions'][string]
  const band = oneOf('band', values.band, BANDS) as Band
  const notAsked = band === 'reached' ? 'obstacle' : 'strength'
  if (values[notAsked]) throw wrongUsage(messages.notAsked(notAsked, band))
  const obstacles = allOf('obstacle', values.obstacle, ask.obstacles)
  const strengths = allOf('strength', values.strength, ask.strengths)
  const goals = [...(goal?.options.map(({ id }) => id) ?? []), ...(goal?.other ? ['other'] : [])]
  const stated = values.goal === undefined ? undefined : oneOf('goal', values.goal, goals)
  const facts = jsonOption('facts', values.facts, '{ "properties": { "recipients": 1800 } }')
  checkNames('facts', facts, FACTS)
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
