/** The forms of the page. Their addresses are relative, so that they work wherever the receiver is mounted. */
import { FILTERS, isDay } from '../filter'
import type { Asked } from './asked'
import { html, type Markup } from './html'

const LABELS: Record<(typeof FILTERS)[number], string> = {
  from: 'From',
  to: 'Until, not included',
  action: 'Action',
  segment: 'Segment',
  language: 'Language',
}

/** A day is picked; a time with its offset is written, for no field of a browser holds one. */
const typeOf = (name: string, value: string): string =>
  (name === 'from' || name === 'to') && (value === '' || isDay(value)) ? 'date' : 'text'

const hidden = (name: string, value: string | undefined): Markup | false =>
  !!value && html`<input type="hidden" name="${name}" value="${value}">`

/** With a token it is posted, so that the token is in no address. */
const methodOf = ({ token }: Asked): string => (token ? 'post' : 'get')

/** @param actions offered to choose from */
export function filterForm(asked: Asked, actions: readonly string[] = []): Markup {
  const { filter, token } = asked
  const filtered = FILTERS.some((name) => filter[name])
  return html`<form action="report" method="${methodOf(asked)}" autocomplete="off" aria-label="Filter">
${hidden('token', token)}
<div class="fields">
${FILTERS.map((name) => {
  const value = filter[name] ?? ''
  return html`<label>${LABELS[name]}<input type="${typeOf(name, value)}" name="${name}" value="${value}"${name === 'action' && html` list="actions"`}></label>
`
})}</div>
<datalist id="actions">${actions.map((action) => html`<option value="${action}">`)}</datalist>
<div class="buttons"><button class="main">Show</button>${filtered && html`<button form="all">Show everything</button>`}</div>
</form>
${
  filtered &&
  html`<form id="all" action="report" method="${methodOf(asked)}" autocomplete="off" aria-label="Show everything">${hidden('token', token)}</form>`
}`
}

/** Asks for a token, and keeps what the report was filtered by. */
export const tokenForm = ({ filter }: Asked, wrong: string | undefined): Markup =>
  html`<form class="token" action="report" method="post" autocomplete="off" aria-label="Open the report">
${FILTERS.map((name) => hidden(name, filter[name]))}
<label>Service token<input type="password" name="token" required autocomplete="off" spellcheck="false" aria-describedby="${wrong ? 'wrong ' : ''}which"${wrong && html` aria-invalid="true"`}></label>
${wrong && html`<p class="wrong" id="wrong" role="alert">${wrong}</p>`}
<p class="soft" id="which">A JWT that your server signs as it signs those of your users, with the claim <code>scope: "server"</code>.</p>
<div class="buttons"><button class="main">Open the report</button></div>
</form>`
