/** `GET /report.json` and `/report.csv`: the success-gap report for programs and spreadsheets. */
import { csvOf } from '../report/csv'
import { FILTERS, parseFilter, type RawFilter } from '../report/filter'
import type { SuccessGap } from '../report/shape'
import { successGap } from '../report/success-gap'
import { authenticate, type Caller, refuseReport, type Verify } from './authorize'
import type { Log } from './log'
import { isCrossOrigin } from './origins'
import { problemResponse, unavailable } from './problem-response'
import type { Store, Unreadable } from './store'
import { storeFailure } from './store-failure'

export interface ReportContext {
  store: Store
  verify: Verify | undefined
  log: Log
}

/**
 * The filters in a query or a form. An empty field is no filter. A + in a URL is decoded as a space, but in a time it was meant as
 * the sign of the offset.
 */
export function rawFilterOf(query: URLSearchParams): RawFilter {
  const filter: RawFilter = {}
  for (const name of FILTERS) {
    const value = query.get(name)
    if (value) filter[name] = name === 'from' || name === 'to' ? value.replace(' ', '+') : value
  }
  return filter
}

/** @throws TypeError on a malformed query. A mistyped name is an error too: it must not lead to a report over everything. */
function checkedFilterOf(query: URLSearchParams): RawFilter {
  for (const name of query.keys()) {
    if (!FILTERS.some((each) => each === name))
      throw new TypeError(`${name}: the report is filtered by ${FILTERS.join(', ')}`)
    if (query.getAll(name).length > 1) throw new TypeError(`${name}: expected once, got twice`)
  }
  const filter = rawFilterOf(query)
  parseFilter(filter)
  return filter
}

/** The requested report, or the refusal. */
export async function reportFor(
  request: Request,
  caller: Caller | Response,
  query: URLSearchParams,
  context: Pick<ReportContext, 'store' | 'log'>,
): Promise<SuccessGap | Response> {
  if (caller instanceof Response) return caller
  const refused = refuseReport(caller, isCrossOrigin(request))
  if (refused) return refused
  let filter: RawFilter
  try {
    filter = checkedFilterOf(query)
  } catch (error) {
    return problemResponse(400, 'filter', (error as TypeError).message)
  }
  try {
    let first: Unreadable | undefined
    const report = await successGap(context.store, filter, { unreadable: (event) => void (first ??= event) })
    const { unreadable: count } = report
    if (count)
      context.log({ level: 'warn', event: 'unreadable', count, hint: `The first one has the key ${first?.key}` })
    return report
  } catch (error) {
    context.log(storeFailure(error))
    return unavailable()
  }
}

export async function getReport(request: Request, context: ReportContext, kind: 'json' | 'csv'): Promise<Response> {
  const caller = await authenticate(request.headers, context.verify)
  const report = await reportFor(request, caller, new URL(request.url).searchParams, context)
  if (report instanceof Response) return report
  if (kind === 'json') return Response.json(report)
  return new Response(csvOf(report), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="gainloop-report.csv"',
    },
  })
}
