/** The value an author probably meant, in the form a playbook takes; undefined where there is no good guess. */

/** A string, number or boolean as text; an empty text for anything else. */
export const asText = (found: unknown): string =>
  typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : ''

/** "3 days", "72 hours", "1 month", "P3D", 3 (days): what people write who have not read the form. */
export const asDuration = (found: unknown): string | undefined => {
  if (typeof found === 'number') return Number.isInteger(found) && found >= 0 ? `${found}d` : undefined
  if (typeof found !== 'string') return undefined
  const [, days, dayUnit = '', time, timeUnit = ''] = /^P(?:(\d+)([DWM])|T(\d+)([HMS]))$/.exec(found) ?? []
  // In ISO 8601 an M before the T is months, after it minutes.
  if (days) return dayUnit === 'M' ? months(days) : `${Number(days)}${dayUnit.toLowerCase()}`
  if (time) return `${Number(time)}${timeUnit.toLowerCase()}`
  const [, amount = '', unit = ''] = /^\s*(\d+)\s*(mo|[smhdw])[a-z]*\.?\s*$/i.exec(found) ?? []
  if (!amount) return undefined
  return unit.toLowerCase() === 'mo' ? months(amount) : `${Number(amount)}${unit.toLowerCase()}`
}

const months = (amount: string): string => `${Number(amount) * 30}d`

/** A date without its time or its offset, or with a space between them. */
export const asDate = (found: unknown): string | undefined => {
  const [, day, time = '00:00:00', offset = 'Z'] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i.exec(
      asText(found),
    ) ?? []
  if (!day) return undefined
  const date = `${day}T${time}${offset.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2')}`
  return Number.isNaN(Date.parse(date)) ? undefined : date
}

const hexadecimal = (channel: string): string => Math.min(255, Number(channel)).toString(16).padStart(2, '0')
const NAMED_COLORS: Record<string, string> = {
  ...{ black: '#000000', white: '#ffffff', red: '#ff0000', green: '#008000', blue: '#0000ff', gray: '#808080' },
  ...{ grey: '#808080', orange: '#ffa500', purple: '#800080', navy: '#000080', teal: '#008080', yellow: '#ffff00' },
}

/** `rgb(…)`, hex digits without `#` or with transparency, and the commonest of CSS's names. */
export const asColor = (found: unknown): string | undefined => {
  const text = asText(found).trim().toLowerCase()
  const [, r, g, b] = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text) ?? []
  if (r && g && b) return `#${hexadecimal(r)}${hexadecimal(g)}${hexadecimal(b)}`
  const [, hex] = /^#?([\da-f]{3}|[\da-f]{6})(?:[\da-f]|[\da-f]{2})?$/.exec(text) ?? []
  return hex ? `#${hex}` : Object.hasOwn(NAMED_COLORS, text) ? NAMED_COLORS[text] : undefined
}

/** Replaces spaces, and whatever else an id can't hold, by hyphens. */
export const asId = (found: unknown): string | undefined =>
  typeof found !== 'string'
    ? undefined
    : found
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+|[-._]+$/g, '')
        .slice(0, 100) || undefined

/** `en_US`, `EN`. */
export const asLanguage = (found: unknown): string | undefined => {
  try {
    return Intl.getCanonicalLocales(asText(found).replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** An address without a scheme, with http:, with a user name in it, or with spaces. */
export const asUrl = (found: unknown): string | undefined => {
  if (typeof found !== 'string') return undefined
  const text = found.trim().replaceAll('\\', '/')
  const web = /^(?:http:)?\/\/(.+)$/i.exec(text)?.[1] ?? /^https:\/\/(.+)$/i.exec(text)?.[1]
  if (web) return `https://${web.replace(/^[^/?#]*@/, '').replaceAll(' ', '%20')}`
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]+$/i.test(text)) return `mailto:${text}`
  return /^[^:]+$/.test(text) && text ? text.replaceAll(' ', '%20') : undefined
}
