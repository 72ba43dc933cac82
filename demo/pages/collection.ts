import { html, type Markup } from '../html'
import type { Collection } from '../products/product'
import type { LiveItem } from '../workspace'
import type { Page, PageContext } from './page'
import { cells, itemTable } from './table'

/** The list of a collection's items; what is switched or repeated is done right there. */
export function collectionPage({ workspace }: PageContext, collection: Collection): Page {
  const items = workspace.items(collection)
  return {
    title: collection.title,
    body: html`<div class="heading"><div><h1>${collection.title}</h1><p>${collection.about}</p></div>
${collection.create && html`<button type="button" class="button" data-create="${collection.slug}">${collection.create}</button>`}</div>
<p class="notice" role="status"></p>
${
  collection.layout === 'switch' || collection.layout === 'repeat'
    ? html`<ul class="cards">${items.map((item) => card(collection, item))}</ul>`
    : html`<section class="box">${itemTable(collection, items)}</section>`
}`,
  }
}

function card(collection: Collection, item: LiveItem): Markup {
  const target = `${collection.slug}/${item.id}`
  return html`<li class="box"><div><h2>${
    collection.figures ? html`<a href="/${target}">${item.label}</a>` : item.label
  }</h2>${cells(collection, item)}</div>
${
  collection.layout === 'switch'
    ? html`<button type="button" role="switch" class="switch" aria-checked="${String(item.done !== undefined)}" aria-label="${item.label}" data-switch="${target}"></button>`
    : html`<button type="button" class="button" data-complete="${target}">${collection.verb}</button>`
}</li>`
}
