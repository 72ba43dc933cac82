/** Markup that has been through `html` or vouched for by hand; everything else is escaped when it is put into a page. */
export class Markup {
  constructor(readonly source: string) {}
  toString(): string {
    return this.source
  }
}

export type Part = Markup | string | number | false | undefined | null | readonly Part[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const render = (part: Part): string => {
  if (part instanceof Markup) return part.source
  if (part === undefined || part === null || part === false) return ''
  if (typeof part === 'object') return part.map(render).join('')
  return escaped(String(part))
}

/** A template of HTML: values are escaped, markup is kept, lists are joined, `false`, `null` and `undefined` leave nothing. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.reduce((page, text, index) => page + render(parts[index - 1]) + text))
