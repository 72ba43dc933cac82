import type { Metric } from '../../src/playbook/schema'
import { html, type Markup } from '../html'
import type { Collection, Field, Outcome } from '../products/product'
import type { LiveItem } from '../workspace'
import { icon } from './icon'
import type { Page, PageContext } from './page'
import { figure } from './figure'
import { cells, statusOf } from './table'

/** One item. Both of its states are in the page; `data-state` says which one shows, so that completing it needs no reload. */
export function itemPage({ user, playbook }: PageContext, collection: Collection, item: LiveItem): Page {
  const target = `${collection.slug}/${item.id}`
  const status = statusOf(collection, item)
  const [first, ...rest] = item.fields?.map(field) ?? []
  // Where the user begins: a plan for this action comes back beside the first field.
  const fields = first && [
    first,
    status.tone === 'open' && html`<div class="plan" data-plan="${collection.action}"></div>`,
    ...rest,
  ]
  return {
    title: item.label,
    body: html`<div data-state="${status.tone}" data-item="${target}">
<a class="back" href="/${collection.slug}">${icon('back')}<span>${collection.title}</span></a>
<div class="heading"><div><h1>${item.label}</h1>
<p><span class="badge when-open" data-tone="open">${collection.open}</span><span class="badge when-done" data-tone="done">${collection.done}</span></p></div></div>
<p class="notice" role="status"></p>
<form class="item" data-complete="${target}"${collection.confirm && html` data-confirm`}><fieldset${status.tone === 'done' && html` disabled`}>
${
  collection.layout === 'editor'
    ? html`<div class="editor"><section class="box fields">${fields}</section>${preview(item, user?.company)}</div>`
    : html`<section class="box fields">${fields ?? cells(collection, item)}</section>`
}</fieldset>
<p class="actions when-open"><button class="button">${collection.verb}</button></p>
</form>
${collection.figures && results(collection, item, playbook.actions[collection.action]?.metrics)}
<p class="actions when-done"><button type="button" class="quiet danger" data-remove="${target}">Delete ${collection.singular}</button></p>
${
  collection.confirm &&
  html`<dialog aria-labelledby="confirm-title"><form method="dialog"><h2 id="confirm-title">${collection.verb}?</h2>
<p class="about">${collection.confirm}</p><p class="actions"><button value="no" class="quiet">Keep editing</button>
<button value="yes" class="button">${collection.verb} now</button></p></form></dialog>`
}</div>`,
  }
}

function field({ name, label, value, kind = 'text', options = [], hint }: Field): Markup {
  const id = `field-${name}`
  const described = hint && html` aria-describedby="${id}-hint"`
  const control = {
    text: html`<input id="${id}" name="${name}" value="${value}" autocomplete="off"${described}>`,
    long: html`<textarea id="${id}" name="${name}" rows="${name === 'body' ? 8 : 4}"${described}>${value}</textarea>`,
    choice: html`<select id="${id}" name="${name}"${described}>${options.map((option) => html`<option${option === value && html` selected`}>${option}</option>`)}</select>`,
  }[kind]
  return html`<div class="field"><label for="${id}">${label}</label>${control}${hint && html`<small id="${id}-hint">${hint}</small>`}</div>`
}

function preview(item: LiveItem, from = 'Your shop'): Markup {
  const value = (name: string) => item.fields?.find((one) => one.name === name)?.value
  return html`<section class="box preview" aria-label="Preview"><header><b>${from}</b>
<span data-mirror="subject">${value('subject')}</span><small data-mirror="preview">${value('preview')}</small></header>
<div class="picture" aria-hidden="true"><svg viewBox="0 0 320 120"><path d="M0 120h320V78C250 40 190 108 120 70 80 50 40 52 0 84z"/><path d="M122 44h76c0 34-16 50-38 50s-38-16-38-50z"/></svg></div>
<p data-mirror="body">${value('body')}</p></section>`
}

const WORDS: Record<Outcome, string> = { good: 'Good', mixed: 'So-so', poor: 'Poor' }

function results(collection: Collection, item: LiveItem, metrics: Readonly<Record<string, Metric>> = {}): Markup {
  const { labels, outcomes } = collection.figures ?? { labels: {}, outcomes: { good: {}, mixed: {}, poor: {} } }
  const values: Readonly<Record<string, number>> = item.outcome ? outcomes[item.outcome] : {}
  return html`<section class="box when-done results"><div class="box-head"><h2>Results</h2></div>
<dl class="figures">${Object.entries(labels).map(
    ([name, label]) =>
      html`<div><dt>${label}</dt><dd data-figure="${name}">${figure(values[name], metrics[name])}</dd></div>`,
  )}</dl>
<p class="demo-only"><span>Demo: let the figures come in</span>${Object.entries(WORDS).map(
    ([outcome, word]) => html`<button type="button" data-figures="${outcome}">${word}</button>`,
  )}</p></section>`
}
