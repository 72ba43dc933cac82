/** `GET /report`, and `POST /report` from its own forms: the report as a page. Errors are pages as well. */
import { pagePolicy } from '../report/page/document'
import type { PageRequest } from '../report/page/filter-form'
import { problemPage } from '../report/page/problem-page'
import { reportPage } from '../report/page/report-page'
import { authenticate, authenticateToken } from './authorize'
import { readBody } from './body'
import type { BodyBudget, BodyShare } from './body-budget'
import { rawFilterOf, type ReportContext, reportFor } from './get-report'
import type { Limits } from './limits'
import { problemResponse } from './problem-response'

/** The largest form, in bytes: a token and five filters. */
const FORM_LIMIT = 64 * 1024
const FORM_TYPE = 'application/x-www-form-urlencoded'

async function page(status: number, source: string, headers: Record<string, string> = {}): Promise<Response> {
  return new Response(source, {
    status,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': await pagePolicy(),
      'referrer-policy': 'no-referrer',
    },
  })
}

async function readForm(request: Request, { patience }: Limits, share: BodyShare): Promise<URLSearchParams | Response> {
  if (request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== FORM_TYPE) {
    return problemResponse(415, 'content-type', `Expected ${FORM_TYPE}`)
  }
  const body = await readBody(request, { bytes: FORM_LIMIT, patience }, share)
  return body.ok ? new URLSearchParams(body.text) : body.response
}

/** The page or an error, and what was requested, which the page of the error keeps. */
export async function openReportPage(
  request: Request,
  context: ReportContext & { limits: Limits; bodies: BodyBudget },
  address: string | undefined,
): Promise<{ response: Response; pageRequest?: PageRequest }> {
  const query = new URL(request.url).searchParams
  let typed: string | undefined
  if (request.method === 'POST') {
    const share = context.bodies.begin(address)
    const form = await readForm(request, context.limits, share).finally(share.end)
    if (form instanceof Response) return { response: form }
    typed = form.get('token')?.trim()
    form.delete('token')
    for (const [name, value] of form) query.append(name, value)
  }
  const { verify } = context
  const token = verify && typed
  const pageRequest = { filter: rawFilterOf(query), ...(token && { token }) }
  const caller = verify && token ? await authenticateToken(token, verify) : await authenticate(request.headers, verify)
  const report = await reportFor(request, caller, query, context)
  return {
    response: report instanceof Response ? report : await page(200, reportPage(report, pageRequest)),
    pageRequest,
  }
}

/** Whether the client is a browser that shows the response as a page. Programs get `problem+json`. */
export const wantsPage = (headers: Headers): boolean =>
  (headers.get('accept') ?? '').toLowerCase().includes('text/html')

/** An error response as a page, with the same status and headers. Any other response is returned unchanged. */
export async function problemAsPage(response: Response, pageRequest: PageRequest = { filter: {} }): Promise<Response> {
  if (response.headers.get('content-type') !== 'application/problem+json') return response
  const retryAfter = Number(response.headers.get('retry-after') ?? 0)
  const source = problemPage({ ...(await response.json()), retryAfter }, pageRequest)
  return page(response.status, source, Object.fromEntries(response.headers))
}
