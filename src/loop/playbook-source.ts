/** Where the playbook's text comes from: a URL, or an inline script of the page. */
import { misreadAddress } from '../host/address'
import { isParsing, pageParsed, textOfElement } from '../host/document'
import type { Answer, Requests } from '../host/host'
import { type Fault, fault } from './fault'

/** The server is asked again later: it may be away, or the playbook may not be published yet. */
export class PlaybookUnavailable extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message)
  }
}

const PAGE =
  'The server answered with a page, as apps do for every address, or with a login: is the file there, and can it be read without signing in?'

/** Answers that another attempt within seconds may mend. */
const isBusy = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

/** A login page, or the app's own page for every address, is often answered with 200. */
const isHtml = ({ headers, text }: Answer): boolean =>
  headers.get('content-type')?.includes('text/html') || text.trimStart().startsWith('<')

export interface FetchOptions {
  /** Ends the attempts. */
  signal: AbortSignal
  /** Hears the first failure at once, before the attempts that follow it. */
  onFailure(message: string): void
}

/** Reads from a URL. ky tries again what may be over in seconds. @throws {PlaybookUnavailable} when it is not */
export async function fetchPlaybook(
  url: string,
  requestsFor: (fetch: Fetch) => Promise<Requests>,
  fetch: Fetch,
  { signal, onFailure }: FetchOptions,
): Promise<string> {
  const where = `the playbook ${url}`
  const misread = misreadAddress(url)
  const hint = misread && { hint: misread }
  const answered = (status: number): Fault =>
    fault(isBusy(status) ? 'playbook-unreachable' : 'playbook-missing', `${where} answered ${status}`, { ...hint })
  const unreachable = (cause: unknown): Fault => fault('playbook-unreachable', `${where} can't be fetched`, { cause })
  const watched: Fetch = async (...request) => {
    try {
      const response = await fetch(...request)
      if (!response.ok) onFailure(answered(response.status).message)
      return response
    } catch (cause) {
      onFailure(unreachable(cause).message)
      throw cause
    }
  }
  const requests = await requestsFor(watched)
  let answer: Answer
  try {
    answer = await requests.get(url, { retry: true, signal })
  } catch (cause) {
    throw new PlaybookUnavailable(unreachable(cause))
  }
  if (!answer.ok) throw new PlaybookUnavailable(answered(answer.status))
  if (isHtml(answer))
    throw new PlaybookUnavailable(fault('playbook-not-json', `${where} is HTML, not JSON`, { hint: misread ?? PAGE }))
  return answer.text
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Reads an inline script. While the page still streams in, the script may be missing or cut short: then it is read again
 * once the whole page is there.
 * @throws {Fault} when there is none
 */
export async function inlinePlaybook(id: string, signal: AbortSignal): Promise<string> {
  if (isParsing() && !isComplete(textOfElement(id))) await pageParsed(signal)
  const text = textOfElement(id)
  if (text == null) throw fault('playbook-missing', `the playbook #${id} is not in the page`)
  return text
}

function isComplete(text: string | null | undefined): boolean {
  try {
    JSON.parse(text ?? '')
    return true
  } catch {
    return false
  }
}
