/** Times, spans, counts and names in the panel's English. */
import { date } from '../ask/sentence'
import { DAY } from '../moment/clock'
import type { Playbook, Text } from '../playbook/schema'
import { inLanguage, languagesOf } from '../playbook/language'

const HOUR = DAY / 24

const unitFor = (ms: number): [unit: 'minute' | 'hour' | 'day', size: number] => {
  if (ms < 1.5 * HOUR) return ['minute', 60_000]
  return ms < 1.5 * DAY ? ['hour', HOUR] : ['day', DAY]
}

/** `259200000` as "in 3 days", `-7200000` as "2 hours ago". */
function distance(ms: number): string {
  const far = Math.abs(ms)
  if (far < 30_000) return 'now'
  const [unit, size] = unitFor(far)
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(Math.round(ms / size), unit)
}

/** "4 March 2026 at 12:00 (in 3 days)", in the browser's time zone. */
export const when = (time: number, now: number): string => `${date(time)} (${distance(time - now)})`

/** The reasons of a verdict in one sentence: "Not asked: it is not due yet (until …); its "if" does not hold." */
export const sentenceOf = (reasons: { message: string }[]): string =>
  reasons.length ? `Not asked: ${reasons.map(({ message }) => because(message)).join('; ')}.` : 'Asked now.'

const OPENING = 'Not asked: '

/** A reason without the words all reasons open with, and without its full stop. */
export const because = (message: string): string => {
  const reason = message.startsWith(OPENING) ? message.slice(OPENING.length) : message
  return reason.endsWith('.') ? reason.slice(0, -1) : reason
}

/** "1 day", "3 days". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `campaign.sent “Spring sale” (c_42)`. */
export const nameOf = (
  action: string,
  { id, label }: { id?: string | undefined; label?: string | undefined },
): string => [action, label && `“${label}”`, id && `(${id})`].filter(Boolean).join(' ')

/** A playbook's text as written, with its `{{paths}}` and marks; empty where it has plural forms. */
export const textOf = (text: Text, playbook: Playbook, language: string): string => {
  const said = inLanguage(text, language, languagesOf(playbook)[0] as string)
  return typeof said === 'string' ? said : ''
}
