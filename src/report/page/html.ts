/** Builds HTML from templates that escape every value. */

/** Markup made by `html` or trusted explicitly. Every other value is escaped when it is put into a page. */
export class Markup {
  constructor(readonly source: string) {}
  toString(): string {
    return this.source
  }
}

export type Part = Markup | string | number | false | undefined | null | readonly Part[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const render = (part: Part): string => {
  if (part instanceof Markup) return part.source
  if (part === undefined || part === null || part === false) return ''
  if (typeof part === 'object') return part.map(render).join('')
  return escaped(String(part))
}

/** A template tag: values are escaped, markup is kept, arrays are joined; `false`, `null` and `undefined` render nothing. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.reduce((page, text, index) => page + render(parts[index - 1]) + text))

/** A name from the events, isolated from the direction of the text around it. */
export const isolated = (name: string): Markup => html`<bdi>${name}</bdi>`

const countFormat = new Intl.NumberFormat('en')

/** `1,200` */
export const countText = (count: number): string => countFormat.format(count)
