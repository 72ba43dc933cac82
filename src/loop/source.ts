/** Where the playbook comes from: an object, an inline script, or a URL; read and checked once. */
import type { Problem } from '../playbook/problem'
import { readPlaybook } from '../playbook/read'
import type { Playbook } from '../playbook/schema'

/** One megabyte: CONTRACT 3. */
const LARGEST = 1_000_000

/** Why there is no playbook, in a sentence that says where and how to mend it. */
export class PlaybookError extends Error {
  override name = 'PlaybookError'
  constructor(
    readonly code: string,
    message: string,
    readonly problems: Problem[] = [],
  ) {
    super(message)
  }
}

/**
 * @throws {PlaybookError} when it is missing, unreachable, too large, not JSON, or breaks a rule of CONTRACT 3.
 */
export async function loadPlaybook(from: string | Playbook | undefined, fetch: Fetch): Promise<Playbook> {
  if (!from)
    throw new PlaybookError(
      'playbook-missing',
      'no playbook: add data-playbook="/playbook.json" to the script tag, or pass createGainloop({ playbook })',
    )
  const json = typeof from === 'string' ? parse(await textOf(from, fetch), from) : from
  const read = readPlaybook(json)
  if (read.ok) return read.playbook
  const [first] = read.problems
  const others = read.problems.length - 1
  throw new PlaybookError(
    'playbook-invalid',
    `the playbook${typeof from === 'string' ? ` ${from}` : ''} can't be used. ${first?.message}` +
      `${first?.hint ? ` (${first.hint})` : ''}${others ? `, and ${others} more` : ''}. Check it with: npx gainloop check playbook.json`,
    read.problems,
  )
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

async function textOf(from: string, fetch: Fetch): Promise<string> {
  if (from[0] === '#') {
    const inline = document.getElementById(from.slice(1))
    if (inline) return inline.textContent ?? ''
    throw new PlaybookError(
      'playbook-missing',
      `no element with the id "${from.slice(1)}": data-playbook="${from}" needs <script type="application/json" id="${from.slice(1)}">`,
    )
  }
  let response: Response
  try {
    response = await fetch(from, { headers: { accept: 'application/json' } })
  } catch {
    throw new PlaybookError(
      'playbook-unreachable',
      `the playbook ${from} can't be fetched: check the URL, the network and connect-src of the page's CSP`,
    )
  }
  if (!response.ok)
    throw new PlaybookError(
      'playbook-missing',
      `the playbook ${from} answered ${response.status}: check the URL in data-playbook`,
    )
  return response.text()
}

function parse(text: string, from: string): unknown {
  if (text.length > LARGEST)
    throw new PlaybookError(
      'playbook-too-large',
      `the playbook ${from} has ${(text.length / 1e6).toFixed(1)} MB; the limit is 1 MB: split it by product`,
    )
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PlaybookError(
      'playbook-not-json',
      `the playbook ${from} is not JSON (${(cause as Error).message}). Find the line with: npx gainloop check playbook.json`,
    )
  }
}

