/** Small helpers for the generated parts of the documents. */

/** Inline code. A backtick inside would end it, so the fence grows. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

/** A table cell holds one line and no bar of its own; outside of code, `<id>` would be an HTML tag. */
const cell = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .split(/(`+[^`]*`+)/)
    .map((part, at) => (at % 2 ? part : part.replaceAll('<', '&lt;')))
    .join('')

/** A table whose empty columns are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, column) => column).filter((column) => rows.some((row) => row[column]))
  const line = (cells: readonly (string | undefined)[]): string =>
    `| ${kept.map((column) => cell(cells[column] ?? '')).join(' | ')} |`
  return [line(head), `|${kept.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

/** The anchor that GitHub gives a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

/**
 * The page with the text between `<!-- generated: name -->` and `<!-- /generated -->` replaced.
 * @throws Error when the page has no such region
 */
export function replaceGenerated(page: string, name: string, content: string): string {
  const start = `<!-- generated: ${name} -->`
  const end = '<!-- /generated -->'
  const from = page.indexOf(start)
  const to = page.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`Expected "${start}" and "${end}" in the page, found none`)
  return `${page.slice(0, from + start.length)}\n\n${content.trim()}\n\n${page.slice(to)}`
}
