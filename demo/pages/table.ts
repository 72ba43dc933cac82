import { html, type Markup } from '../html'
import type { Collection } from '../products/product'
import type { LiveItem } from '../workspace'

export const statusOf = (collection: Collection, item: LiveItem): { text: string; tone: 'open' | 'done' } =>
  item.done !== undefined || item.past
    ? { text: collection.done, tone: 'done' }
    : { text: collection.open, tone: 'open' }

/** What is known of an item, one below the other; the cell that counts is found by `data-count`. */
export const cells = ({ slug, columns, counts }: Collection, { id, cells }: LiveItem): Markup =>
  html`<dl>${cells.map((cell, column) => html`<div><dt>${columns[column]}</dt><dd${column === counts?.column && html` data-count="${slug}/${id}"`}>${cell}</dd></div>`)}</dl>`

export const itemTable = (
  collection: Collection,
  items: readonly LiveItem[],
): Markup => html`<div class="scroll" role="region" aria-label="${collection.title}" tabindex="0"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Status</th>${collection.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${items.map((item) => row(collection, item))}</tbody></table></div>`

function row(collection: Collection, item: LiveItem): Markup {
  const status = statusOf(collection, item)
  const name = item.past ? item.label : html`<a href="/${collection.slug}/${item.id}">${item.label}</a>`
  return html`<tr><th scope="row">${name}</th><td><span class="badge" data-tone="${status.tone}">${status.text}</span></td>${item.cells.map((cell) => html`<td>${cell}</td>`)}</tr>`
}
