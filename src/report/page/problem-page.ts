/** An error of the receiver as a page: what is wrong and what to do next. */
import { documentOf } from './document'
import { filterForm, type PageRequest, tokenForm } from './filter-form'
import { html, type Part } from './html'

/** The members of RFC 9457 problem details that the page shows. */
export interface ProblemDetails {
  title: string
  code: string
  detail: string
  /** Seconds to wait before the next try. */
  retryAfter?: number
}

/** What a reader of the page is told where the receiver's `detail` is meant for engineers. */
const EXPLANATIONS: Record<string, string> = {
  'no-secret': 'For your security this report can’t be opened from another site. Open it here:',
  'too-many': 'Too many requests came from your network.',
  unavailable: 'The database does not answer.',
  'keys-unavailable': 'The keys that verify the token could not be fetched.',
  failed: 'Something went wrong here.',
}

const waitText = (seconds: number | undefined): string =>
  seconds ? ` Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.` : ''

function bodyOf({ title, code, detail, retryAfter }: ProblemDetails, request: PageRequest): Part {
  const opens = html`<h1>Success-gap report</h1>
<p>It covers all users, so you need a service token to open it.</p>`
  if (code === 'no-token') return html`${opens}${tokenForm(request, undefined)}`
  if (code === 'invalid-token') return html`${opens}${tokenForm(request, `${detail}.`)}`
  if (code === 'scope') {
    return html`${opens}${tokenForm(request, 'That is a user’s token. A service token has the claim scope: "server".')}`
  }
  if (code === 'filter') {
    return html`<h1>Success-gap report</h1><p class="error" role="alert">${detail}</p>${filterForm(request)}`
  }
  return html`<h1>${title}</h1>
<p>${EXPLANATIONS[code] ?? detail}${waitText(retryAfter)}</p>
<p><a href="report">Open the report</a></p>`
}

/** The whole HTML document. */
export const problemPage = (problem: ProblemDetails, request: PageRequest): string =>
  documentOf(`${problem.title} · Success-gap report`, bodyOf(problem, request))
