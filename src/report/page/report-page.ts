/** The success-gap report as a page for people. */
import { FILTERS } from '../filter'
import type { SuccessGap } from '../shape'
import { actionsOf } from './actions'
import type { Asked } from './asked'
import { documentOf } from './document'
import { filterForm } from './filter-form'
import { html, type Markup } from './html'
import { lessonsOf } from './lessons'
import { spanOf } from './span'

/** The same report for programs. A page that was opened by a form can't send the header they need. */
function links({ filter, token }: Asked): Markup {
  const query = new URLSearchParams(filter as Record<string, string>).toString()
  const address = (kind: string): string => `report.${kind}${query && `?${query}`}`
  return token
    ? html`<p class="soft links">The same for programs and spreadsheets: <code>${address('json')}</code> and <code>${address('csv')}</code>, with the header <code>Authorization: Bearer</code> and the token.</p>`
    : html`<p class="links">The same <a href="${address('json')}">as JSON</a> or <a href="${address('csv')}">as CSV</a>, for spreadsheets.</p>`
}

function nothing({ filter }: Asked): Markup {
  const names = FILTERS.filter((name) => filter[name])
  if (!names.length) {
    return html`<h2>No events yet</h2><p>Once a user of your product completes an action, it is counted here.</p>`
  }
  const period = names.every((name) => name === 'from' || name === 'to')
  return period
    ? html`<h2>Nothing in this period</h2><p>No action was completed in it. Choose another, or show everything.</p>`
    : html`<h2>Nothing found</h2><p>No action that was completed fits all of these. Leave one out, or show everything.</p>`
}

/** The page, from `<!doctype html>` on. Names in it come from whoever may post: every value is escaped. */
export function reportPage(report: SuccessGap, asked: Asked): string {
  const { actions, lessons } = report
  const empty = !actions.length && !lessons.length
  return documentOf(
    'Success-gap report',
    html`<h1>Success-gap report</h1>
<p class="soft">Where users finish but don’t succeed, why, and which lesson helps.</p>
${filterForm(
  asked,
  actions.map(({ action }) => action),
)}
<p>${spanOf(report, asked)}</p>
${links(asked)}
${
  empty
    ? nothing(asked)
    : html`${actions.length > 0 && actionsOf(actions)}
${lessonsOf(lessons)}`
}`,
  )
}
