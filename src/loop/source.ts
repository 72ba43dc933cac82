/** Where the playbook comes from: an object, an inline script, or a URL; read and checked once. */
import { readPlaybook } from '../playbook/glance'
import type { Playbook } from '../playbook/schema'
import { fault } from './fault'

/** CONTRACT 3. */
const LARGEST = 1_000_000

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** @throws a fault with a sentence that says where and how to mend it: missing, unreachable, too large, not JSON, or not valid. */
export async function loadPlaybook(from: string | Playbook, fetch: Fetch): Promise<Playbook> {
  if (!from) throw fault('playbook-missing', 'no playbook: add data-playbook="/playbook.json" to the script tag')
  const where = typeof from === 'string' ? `the playbook ${from}` : 'the playbook'
  const read = readPlaybook(typeof from === 'string' ? parse(await textOf(from, where, fetch), where) : from)
  if (read.ok) return read.playbook
  const [first, ...others] = read.problems
  const more = others.length ? ` (and ${others.length} more)` : ''
  throw fault(
    'playbook-invalid',
    `${where} is not valid. ${first?.message}${more}. See: npx gainloop check`,
    read.problems,
  )
}

async function textOf(from: string, where: string, fetch: Fetch): Promise<string> {
  if (from[0] === '#') {
    const inline = document.getElementById(from.slice(1))
    if (inline) return inline.textContent ?? ''
    throw fault('playbook-missing', `${where} needs <script type="application/json" id="${from.slice(1)}"> above it`)
  }
  const response = await fetch(from, {}).catch((cause: unknown) => {
    throw fault('playbook-unreachable', `${where} can't be fetched: check its URL and connect-src of the CSP`, cause)
  })
  if (response.ok) return response.text()
  throw fault('playbook-missing', `${where} answered ${response.status}: check data-playbook`)
}

function parse(text: string, where: string): unknown {
  if (text.length > LARGEST)
    throw fault(
      'playbook-too-large',
      `${where} has ${(text.length / 1e6).toFixed(1)} MB, the limit is 1 MB: split it by product`,
    )
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw fault(
      'playbook-not-json',
      `${where} is not JSON: ${(cause as Error).message}. See: npx gainloop check`,
      cause,
    )
  }
}
