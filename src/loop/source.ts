/** Where the playbook comes from: an object, an inline script, or a URL; read and checked once. */
import type { Playbook } from '../playbook/schema'
import { fault } from './fault'

/** CONTRACT 3. */
const LARGEST = 1_000_000

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** @throws {Fault} that says where: missing, unreachable (worth another try), too large, not JSON, or not valid. */
export async function loadPlaybook(from: string | Playbook, fetch: Fetch): Promise<Playbook> {
  if (!from) throw fault('playbook-missing', 'no playbook')
  const where = `the playbook ${typeof from === 'string' ? from : ''}`.trim()
  const { validatePlaybook } = await import('../playbook/validate')
  const read = await validatePlaybook(typeof from === 'string' ? parse(await textOf(from, where, fetch), where) : from)
  if (read.ok) return read.playbook
  const { message, near } = read.problem
  throw fault('playbook-invalid', `${where} can't be used. ${message}`, read.problem, near)
}

async function textOf(from: string, where: string, fetch: Fetch): Promise<string> {
  const missing = (what: string): never => {
    throw fault('playbook-missing', `${where} ${what}`)
  }
  if (from[0] === '#') return document.getElementById(from.slice(1))?.textContent ?? missing('is not in the page')
  let answer: Response
  try {
    answer = await fetch(from, {})
    if (answer.ok) return await answer.text()
  } catch (cause) {
    throw fault('playbook-unreachable', `${where} can't be fetched`, cause)
  }
  const { status } = answer
  // A server's trouble passes.
  throw fault(status < 500 ? 'playbook-missing' : 'playbook-unreachable', `${where} answered ${status}`)
}

function parse(text: string, where: string): unknown {
  if (text.length > LARGEST) throw fault('playbook-too-large', `${where} is over 1 MB`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw fault('playbook-not-json', `${where} is not JSON: ${(cause as Error).message}`, cause)
  }
}
