/** The success-gap report as a page for people. */
import { FILTERS } from '../filter'
import type { SuccessGap } from '../shape'
import { actionsOf } from './actions'
import { documentOf } from './document'
import { filterForm, type PageRequest } from './filter-form'
import { countText, html, isolated, type Markup } from './html'
import { lessonsOf } from './lessons'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

const timeOf = (iso: string): Markup =>
  html`<time datetime="${iso}">${(iso.endsWith('T00:00:00.000Z') ? DAY : TIME).format(new Date(iso))}</time>`

const NAME_FILTERS = ['action', 'segment', 'language'] as const

/** What the report covers, in a sentence. */
function coverageSentence({ from, to }: SuccessGap, { filter }: PageRequest): Markup {
  const period = [from && html` from ${timeOf(from)}`, to && html` until ${timeOf(to)}, not included`]
  const names = NAME_FILTERS.filter((name) => filter[name]).map(
    (name) => html`; ${name} ${isolated(filter[name] ?? '')}`,
  )
  return html`Moments completed${from || to ? html`${period} (UTC)` : ' at any time'}${names}.`
}

/** Links to the same report for programs. A page that was opened with a token has none: a link can't send the header. */
function links({ filter, token }: PageRequest): Markup {
  const query = new URLSearchParams(filter as Record<string, string>).toString()
  const address = (kind: string): string => `report.${kind}${query && `?${query}`}`
  return token
    ? html`<p class="soft links">For programs and spreadsheets: <code>${address('json')}</code> and <code>${address('csv')}</code>, with the header <code>Authorization: Bearer</code> and the token.</p>`
    : html`<p class="links">The same report <a href="${address('json')}">as JSON</a> or <a href="${address('csv')}">as CSV</a> for spreadsheets.</p>`
}

function nothing({ filter }: PageRequest): Markup {
  const names = FILTERS.filter((name) => filter[name])
  if (!names.length) {
    return html`<h2>No events yet</h2><p>As soon as a user of your product completes an action, it is counted here.</p>`
  }
  const period = names.every((name) => name === 'from' || name === 'to')
  return period
    ? html`<h2>Nothing in this period</h2><p>No action was completed in this period. Choose another one, or show everything.</p>`
    : html`<h2>Nothing found</h2><p>No completed action matches all of these filters. Clear one of them, or show everything.</p>`
}

/** The whole HTML document. Names in it come from anyone who may post events, so every value is escaped. */
export function reportPage(report: SuccessGap, request: PageRequest): string {
  const { actions, lessons, unreadable = 0 } = report
  const empty = !actions.length && !lessons.length
  return documentOf(
    'Success-gap report',
    html`<h1>Success-gap report</h1>
<p class="soft">Where users finish but don’t succeed, why, and which lesson helps.</p>
${filterForm(
  request,
  actions.map(({ action }) => action),
)}
<p>${coverageSentence(report, request)}</p>
${unreadable > 0 && html`<p>${countText(unreadable)} of the stored events could not be read and are not counted.</p>`}
${links(request)}
${
  empty
    ? nothing(request)
    : html`${actions.length > 0 && actionsOf(actions)}
${lessonsOf(lessons)}`
}`,
  )
}
