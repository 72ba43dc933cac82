/** `GET /report`, and `POST /report` from its own forms: the report as a page, and every refusal of it, too. */
import type { Asked } from '../report/page/asked'
import { pagePolicy } from '../report/page/policy'
import { problemPage } from '../report/page/problem-page'
import { reportPage } from '../report/page/report-page'
import { bearerOf, bearerWith } from './authorize'
import { readBody } from './body'
import { givenIn, type ReportContext, reportFor } from './get-report'
import type { Limits } from './limits'
import { problem } from './problem'

/** Bytes of a form: a token and five filters. */
const FORM = 64 * 1024
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

async function formIn(request: Request, { patience }: Limits): Promise<URLSearchParams | Response> {
  if (request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== FORM_TYPE) {
    return problem(415, 'content-type', `Expected ${FORM_TYPE}`)
  }
  const body = await readBody(request, { bytes: FORM, patience })
  return body.ok ? new URLSearchParams(body.text) : body.response
}

/** The page or a problem, and what was asked for, which the page of a problem keeps. */
export async function openReportPage(
  request: Request,
  context: ReportContext & { limits: Limits },
): Promise<{ response: Response; asked?: Asked }> {
  const query = new URL(request.url).searchParams
  let typed: string | undefined
  if (request.method === 'POST') {
    const form = await formIn(request, context.limits)
    if (form instanceof Response) return { response: form }
    typed = form.get('token')?.trim()
    form.delete('token')
    for (const [name, value] of form) query.append(name, value)
  }
  const { verify } = context
  const token = verify && typed
  const asked = { filter: givenIn(query), ...(token && { token }) }
  const bearer = verify && token ? await bearerWith(token, verify) : await bearerOf(request.headers, verify)
  const report = await reportFor(request, bearer, query, context)
  return { response: report instanceof Response ? report : await page(200, reportPage(report, asked)), asked }
}

/** Whether whoever asks would read a page; programs get their `problem+json`. */
export const wantsPage = (headers: Headers): boolean => /\btext\/html\b/i.test(headers.get('accept') ?? '')

/** A problem as a page, with its status and headers; what is none, as it is. */
export async function problemAsPage(response: Response, asked: Asked = { filter: {} }): Promise<Response> {
  if (response.headers.get('content-type') !== 'application/problem+json') return response
  const retryAfter = Number(response.headers.get('retry-after') ?? 0)
  const source = problemPage({ ...(await response.json()), retryAfter }, asked)
  return page(response.status, source, Object.fromEntries(response.headers))
}
