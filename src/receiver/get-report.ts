/** `GET /report.json` and `/report.csv`: how the results of all users turned out. */
import { csvOf } from '../report/csv'
import { type ReportFilter, scopeOf } from '../report/filter'
import { successGap } from '../report/success-gap'
import { bearerOf, refuseReport, type Verify } from './authorize'
import { type Log, nameOf } from './log'
import { isForeign } from './origins'
import { problem, unavailable } from './problem'
import type { Store } from './store'

export interface ReportContext {
  store: Store
  verify: Verify | undefined
  log: Log
}

const NAMES = ['from', 'to', 'action', 'segment', 'language'] as const

/** @throws TypeError on a query that can not be meant; a mistyped name must not give a report over everything. */
function filterOf(query: URLSearchParams): ReportFilter {
  const filter: ReportFilter = {}
  for (const [name, value] of query) {
    const known = NAMES.find((each) => each === name)
    if (!known) throw new TypeError(`${name}: the report is filtered by ${NAMES.join(', ')}`)
    if (filter[known] !== undefined) throw new TypeError(`${name}: expected once, got twice`)
    // A field of a form left empty. A + in a URL is a space: that of an offset is meant.
    if (value) filter[known] = known === 'from' || known === 'to' ? value.replace(' ', '+') : value
  }
  scopeOf(filter)
  return filter
}

export async function getReport(request: Request, context: ReportContext, kind: 'json' | 'csv'): Promise<Response> {
  const bearer = await bearerOf(request.headers, context.verify)
  if (bearer instanceof Response) return bearer
  const refused = refuseReport(bearer, isForeign(request))
  if (refused) return refused
  let filter: ReportFilter
  try {
    filter = filterOf(new URL(request.url).searchParams)
  } catch (error) {
    return problem(400, 'filter', (error as TypeError).message)
  }
  try {
    const report = await successGap(context.store, filter)
    if (kind === 'json') return Response.json(report)
    return new Response(csvOf(report), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="gainloop-report.csv"',
      },
    })
  } catch (error) {
    context.log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    return unavailable()
  }
}
