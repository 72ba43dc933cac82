/** A refusal of the receiver as a page: what is wrong, and the way on. */
import type { Asked } from './asked'
import { documentOf } from './document'
import { filterForm, tokenForm } from './filter-form'
import { html, type Part } from './html'

export interface Problem {
  title: string
  code: string
  detail: string
  /** Seconds after which to try again. */
  retryAfter?: number
}

/** What is said of it where the receiver's own words are for the engineer. */
const SAID: Record<string, string> = {
  'no-secret': 'This report is not opened from another site. Go on from here:',
  'too-many': 'Too many requests came from your network.',
  unavailable: 'The database does not answer.',
  'keys-unavailable': 'The keys to check the token with could not be fetched.',
  failed: 'Something went wrong here.',
}

const wait = (seconds: number | undefined): string =>
  seconds ? ` Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.` : ''

function bodyOf({ title, code, detail, retryAfter }: Problem, asked: Asked): Part {
  const opens = html`<h1>Success-gap report</h1>
<p>It is about all users, so it opens with a service token.</p>`
  if (code === 'no-token') return html`${opens}${tokenForm(asked, undefined)}`
  if (code === 'invalid-token') return html`${opens}${tokenForm(asked, `${detail}.`)}`
  if (code === 'scope') {
    return html`${opens}${tokenForm(asked, 'That is a user’s token: the claim scope: "server" is missing.')}`
  }
  if (code === 'filter') {
    return html`<h1>Success-gap report</h1><p class="wrong" role="alert">${detail}</p>${filterForm(asked)}`
  }
  return html`<h1>${title}</h1>
<p>${SAID[code] ?? detail}${wait(retryAfter)}</p>
<p><a href="report">Open the report</a></p>`
}

/** The page, from `<!doctype html>` on. */
export const problemPage = (problem: Problem, asked: Asked): string =>
  documentOf(`${problem.title} · Success-gap report`, bodyOf(problem, asked))
