/** What somebody probably meant by a value that is not as it should be, in the form a playbook takes. undefined: no guess. */

/** A value as it would be written; nothing for what has parts, and may not even have a string. */
export const said = (found: unknown): string => (/^(string|number|boolean)$/.test(typeof found) ? String(found) : '')

const UNITS: Record<string, string> = { s: 's', m: 'm', h: 'h', d: 'd', w: 'w', mo: 'mo' }

/** "3 days", "72 hours", "1 month", "P3D", 3 (days): what is written first by those who have not read the form. */
export const asDuration = (found: unknown): string | undefined => {
  if (typeof found === 'number' && Number.isInteger(found) && found >= 0) return `${found}d`
  if (typeof found !== 'string') return undefined
  const iso = /^P(?:(\d+)([DWM])|T(\d+)([HMS]))$/.exec(found)
  const spoken = /^\s*(\d+)\s*(mo|[smhdw])[a-z]*\.?\s*$/i.exec(found)
  const [, amount = iso?.[3], letter = iso?.[4]] = iso ?? spoken ?? []
  const unit = iso?.[2] === 'M' ? 'mo' : UNITS[`${letter}`.toLowerCase()]
  if (!amount || !unit) return undefined
  const whole = Number(amount)
  return unit === 'mo' ? `${whole * 30}d` : `${whole}${unit}`
}

/** A date without its time or its offset, or with a space between them. */
export const asDate = (found: unknown): string | undefined => {
  const [, day, time = '00:00:00', offset = 'Z'] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i.exec(
      said(found),
    ) ?? []
  if (!day) return undefined
  const date = `${day}T${time}${offset.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2')}`
  return Number.isNaN(Date.parse(date)) ? undefined : date
}

const two = (part: string): string => Math.min(255, Number(part)).toString(16).padStart(2, '0')
const NAMED: Record<string, string> = {
  ...{ black: '#000000', white: '#ffffff', red: '#ff0000', green: '#008000', blue: '#0000ff', gray: '#808080' },
  ...{ grey: '#808080', orange: '#ffa500', purple: '#800080', navy: '#000080', teal: '#008080', yellow: '#ffff00' },
}

/** `rgb(…)`, hex digits without `#` or with transparency, and the commonest of CSS's names. */
export const asColor = (found: unknown): string | undefined => {
  const text = said(found).trim().toLowerCase()
  const [, r, g, b] = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text) ?? []
  if (r && g && b) return `#${two(r)}${two(g)}${two(b)}`
  const [, hex] = /^#?([\da-f]{3}|[\da-f]{6})(?:[\da-f]|[\da-f]{2})?$/.exec(text) ?? []
  return hex ? `#${hex}` : Object.hasOwn(NAMED, text) ? NAMED[text] : undefined
}

/** Spaces and what else an id can't hold become hyphens. */
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
    return Intl.getCanonicalLocales(said(found).replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** An address without its scheme, with a weaker one, with a name in it, or with spaces. */
export const asUrl = (found: unknown): string | undefined => {
  if (typeof found !== 'string') return undefined
  const text = found.trim().replaceAll('\\', '/')
  const web = /^(?:http:)?\/\/(.+)$/i.exec(text)?.[1] ?? /^https:\/\/(.+)$/i.exec(text)?.[1]
  if (web) return `https://${web.replace(/^[^/?#]*@/, '').replaceAll(' ', '%20')}`
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]+$/i.test(text)) return `mailto:${text}`
  return /^[^:]+$/.test(text) && text ? text.replaceAll(' ', '%20') : undefined
}
