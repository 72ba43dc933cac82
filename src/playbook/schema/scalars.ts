/** The playbook's plain values. Each says in words what it expects; problems quote it. */
import * as z from 'zod/mini'
import { isLanguage } from '../language'
import { part } from './part'

const pattern = (id: string, expected: string, regex: RegExp) =>
  part(id, expected, z.string(expected).check(z.regex(regex, { error: expected, abort: true })))

/** A check beyond the pattern. */
const valid = (test: (value: string) => boolean, error: string) =>
  z.refine<string>(test, { error, params: { code: 'wrong-format' } })

export const id = pattern(
  'Id',
  'an id like "spring-sale" (letters, digits, ".", "_", "-")',
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
)
export const actionName = pattern(
  'ActionName',
  'an action name like "campaign.sent"',
  /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/,
)
export const duration = pattern('Duration', 'a duration like "3d"', /^\d{1,6}[smhdw]$/)
export const language = pattern(
  'Language',
  'a language tag like "en" or "pt-BR"',
  /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
).check(valid(isLanguage, 'a language tag browsers know'))
export const currency = pattern('Currency', 'a currency code like "EUR"', /^[A-Z]{3}$/)
export const color = pattern('Color', 'a colour like "#0b6e4f"', /^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/)

/** Engines disagree on 30 February: some take it for 2 March, some for no date. */
const exists = (date: string): boolean => {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split('-').map(Number)
  return !Number.isNaN(Date.parse(date)) && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
export const date = pattern(
  'Date',
  'a date with time and offset like "2027-03-09T15:00:00Z"',
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/,
).check(valid(exists, 'a date that exists'))

/** A number of at least `least`, and of at most `most` where there is one. */
export const number = (least: number, most?: number) => limited(z.number, 'a number', least, most)
export const wholeNumber = (least: number, most?: number) => limited(z.int, 'a whole number', least, most)
export const positive = () => z.number('a number greater than 0').check(z.positive('a number greater than 0'))

const limited = (make: typeof z.number | typeof z.int, noun: string, least: number, most?: number) => {
  const expected = `${noun}, ${least}${most === undefined ? ' or more' : ` to ${most}`}`
  const schema = make(expected).check(z.minimum(least, expected))
  return most === undefined ? schema : schema.check(z.maximum(most, expected))
}

export const share = () => number(0, 1)
/** A list of at least one. */
export const filled = <T extends z.ZodMiniType>(element: T) => z.array(element).check(z.minLength(1))
