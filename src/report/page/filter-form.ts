/** The forms of the page. Their URLs are relative, so they work wherever the receiver is mounted. */
import { FILTERS, isDay, type RawFilter } from '../filter'
import { html, type Markup } from './html'

/** What the page was requested with. Its forms keep these values. */
export interface PageRequest {
  filter: RawFilter
  /** As typed into the page's own form. Forms pass it on in their body; it never enters a URL or a cookie. */
  token?: string
}

const LABELS: Record<(typeof FILTERS)[number], string> = {
  from: 'From',
  to: 'Until, not included',
  action: 'Action',
  segment: 'Segment',
  language: 'Language',
}

/** A date picker for a day, and a text field for a time with an offset, for which HTML has no input type. */
const typeOf = (name: string, value: string): string =>
  (name === 'from' || name === 'to') && (value === '' || isDay(value)) ? 'date' : 'text'

const hidden = (name: string, value: string | undefined): Markup | false =>
  !!value && html`<input type="hidden" name="${name}" value="${value}">`

/** A form with a token is posted, so that the token is not in the URL. */
const methodOf = ({ token }: PageRequest): string => (token ? 'post' : 'get')

/** @param actions suggested in the field for the action */
export function filterForm(request: PageRequest, actions: readonly string[] = []): Markup {
  const { filter, token } = request
  const filtered = FILTERS.some((name) => filter[name])
  return html`<form action="report" method="${methodOf(request)}" autocomplete="off" aria-label="Filter">
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
  html`<form id="all" action="report" method="${methodOf(request)}" autocomplete="off" aria-label="Show everything">${hidden('token', token)}</form>`
}`
}

/** Asks for a service token and keeps the filter. */
export const tokenForm = ({ filter }: PageRequest, error: string | undefined): Markup =>
  html`<form class="token" action="report" method="post" autocomplete="off" aria-label="Open the report">
${FILTERS.map((name) => hidden(name, filter[name]))}
<label>Service token<input type="password" name="token" required autocomplete="off" spellcheck="false" aria-describedby="${error ? 'error ' : ''}token-help"${error && html` aria-invalid="true"`}></label>
${error && html`<p class="error" id="error" role="alert">${error}</p>`}
<p class="soft" id="token-help">A JWT signed by your server like those of your users, but with the claim <code>scope: "server"</code>.</p>
<div class="buttons"><button class="main">Open the report</button></div>
</form>`
