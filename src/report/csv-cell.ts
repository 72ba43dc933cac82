/**
 * What a spreadsheet takes for a formula, full-width signs of East Asian keyboards included: names come from whoever may post
 * here. An apostrophe makes it text. (OWASP, "CSV Injection")
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** One cell of a CSV file, RFC 4180; nothing is an empty one. */
export function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
