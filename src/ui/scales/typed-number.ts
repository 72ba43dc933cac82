/** A number as people type it: with the separators of their language, or of the keyboard they have. */

/** Signs that stand for "minus" in one language or another. */
const MINUS = /[\u2010-\u2015\u2212]/g
/** Spaces, apostrophes and the Arabic thousands separator only group digits. Bidirectional marks say nothing. */
const GROUPING = /[\s'\u2019\u066c\u061c\u200e\u200f]/g
/** What may stand around a figure: a currency, a unit, a percent sign. */
const AROUND = /^[\p{L}\p{Sc}]+|[\p{L}\p{Sc}%\u066a]+\.?$/gu

/**
 * Undefined for what is no number. A separator that could be either is what it is in that language: "1.234" is 1234 in
 * German and 1.234 in English. One that can't group digits where it stands is the decimal one: "3,4" is 3.4 in any language.
 * @param language BCP 47
 */
export function typedNumber(typed: string, language: string): number | undefined {
  const text = latinDigits(typed.normalize('NFKC'))
    .replace(GROUPING, '')
    .replace(MINUS, '-')
    .replaceAll('\u066b', decimalSeparator(language))
    .replace(AROUND, '')
  const [, sign = '', digits = ''] = /^([+-]?)([\d.,]*\d[.,]?)$/.exec(text) ?? []
  const plain = withoutGroups(digits, decimalSeparator(language))
  return plain === undefined ? undefined : Number(`${sign}${plain}`)
}

/** Digits with a point for the decimal separator, and no other. */
function withoutGroups(digits: string, decimal: string): string | undefined {
  const separators = digits.replace(/\d/g, '')
  const last = separators.at(-1)
  if (last === undefined) return digits || undefined
  const [whole = '', fraction = ''] = [
    digits.slice(0, digits.lastIndexOf(last)),
    digits.slice(digits.lastIndexOf(last) + 1),
  ]
  const once = separators.indexOf(last) === separators.length - 1
  const groups = isGrouped(digits, last)
  const isDecimal = once && (separators.length > 1 || last === decimal || !groups)
  if (!isDecimal) return groups ? digits.replaceAll(last, '') : undefined
  const other = last === '.' ? ',' : '.'
  if (whole.includes(other) && !isGrouped(whole, other)) return undefined
  return `${whole.replaceAll(other, '') || '0'}.${fraction || '0'}`
}

/** In threes from the right; in India in twos before the last three. */
const isGrouped = (digits: string, separator: string): boolean => {
  const [first = '', ...groups] = digits.split(separator)
  const rest = groups.slice(0, -1)
  const sized = (length: number): boolean => rest.every((group) => group.length === length && /^\d+$/.test(group))
  return (
    /^[1-9]\d{0,2}$/.test(first) &&
    /^\d{3}$/.test(groups.at(-1) ?? '') &&
    (sized(3) || (separator === ',' && sized(2) && first.length < 3))
  )
}

const decimalSeparator = (language: string): string => {
  try {
    const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(0.5)
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
  } catch {
    // No language at all.
    return '.'
  }
}

/** The digits of every script as ours. They come in tens, from zero to nine. */
const latinDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code - zero)
  })
