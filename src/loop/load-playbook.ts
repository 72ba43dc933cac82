/** Loads the playbook: reads it, validates a version that this browser meets for the first time, and compiles it. */
import type { Requests } from '../host/host'
import { createPauses } from '../host/pauses'
import { compilePlaybook } from '../playbook/compile'
import { messageOf } from '../playbook/mistake'
import type { CompiledPlaybook } from '../playbook/compiled'
import { inheritingNothing } from '../playbook/plain'
import type { Playbook, PlaybookInput } from '../playbook/schema'
import { type Fault, fault } from './fault'
import { fingerprint } from './fingerprint'
import type { LoopParts } from './parts'
import { fetchPlaybook, inlinePlaybook, PlaybookUnavailable } from './playbook-source'

/** In characters. */
const LARGEST = 1_000_000

export type LoadedPlaybook =
  | { is: 'ready'; playbook: CompiledPlaybook; version: string }
  /** To be tried again later. */
  | { is: 'unavailable'; fault: Fault }
  /** It stays so until the vendor mends it. */
  | { is: 'unusable'; fault: Fault }

export interface PlaybookOptions {
  /** As the public option. */
  from: string | PlaybookInput
  fetch(url: string, init: RequestInit): Promise<Response>
  parts: Pick<LoopParts, 'requests' | 'validate'>
  /** The version that was validated in this browser last. */
  validated: string | undefined
  /** Ends the attempts. */
  signal: AbortSignal
  /** Hears the first failure at once, before the attempts that follow it. */
  onFailure(message: string): void
}

/** Never rejects. */
export async function loadPlaybook(options: PlaybookOptions): Promise<LoadedPlaybook> {
  const { from, parts, validated } = options
  const where = `the playbook ${typeof from === 'string' ? from : ''}`.trim()
  try {
    if (!from) throw fault('playbook-missing', 'no playbook')
    const text = typeof from === 'string' ? await readText(from, options) : asJson(from, where)
    if (text.length > LARGEST) throw fault('playbook-too-large', `${where} is over 1 MB`)
    const version = fingerprint(text)
    const json = parse(text, where)
    if (version !== validated) await validate(json, where, parts.validate)
    return { is: 'ready', playbook: compile(json as Playbook, where), version }
  } catch (problem) {
    return problem instanceof PlaybookUnavailable
      ? { is: 'unavailable', fault: problem.fault }
      : { is: 'unusable', fault: problem as Fault }
  }
}

function readText(from: string, { fetch, parts, signal, onFailure }: PlaybookOptions): Promise<string> {
  if (from.startsWith('#')) return inlinePlaybook(from.slice(1), signal)
  const requestsFor = async (watched: PlaybookOptions['fetch']): Promise<Requests> =>
    (await parts.requests().catch(missing)).createRequests(watched)
  return fetchPlaybook(from, requestsFor, fetch, { signal, onFailure })
}

/** A file of ours can't be loaded. It is tried again together with the playbook. */
function missing(cause: unknown): never {
  throw new PlaybookUnavailable(fault('load', `${cause as Error}`, { cause }))
}

/** An object is read as the JSON it stands for, so that a page that changes it later changes nothing. */
function asJson(playbook: PlaybookInput, where: string): string {
  try {
    return JSON.stringify(playbook) ?? ''
  } catch (cause) {
    throw fault('playbook-not-json', `${where} is not JSON: ${(cause as Error).message}`, { cause })
  }
}

function parse(text: string, where: string): unknown {
  try {
    return inheritingNothing(JSON.parse(text))
  } catch (cause) {
    throw fault('playbook-not-json', `${where} is not JSON: ${(cause as Error).message}`, { cause })
  }
}

/** @throws {Fault} that holds the first problem in full */
async function validate(json: unknown, where: string, load: LoopParts['validate']): Promise<void> {
  // Without zod there is no telling whether the playbook is fit to be run.
  const loaded = await load().catch(missing)
  const reading = await loaded.validatePlaybook(json, { pause: createPauses() })
  if (reading.ok) return
  const { problem } = reading
  throw fault('playbook-invalid', `${where} can't be used. ${problem.message}`, { cause: problem, near: problem.near })
}

/** @throws {Fault} that holds the first thing that can't be compiled, such as a currency that does not exist */
function compile(playbook: Playbook, where: string): CompiledPlaybook {
  const compiled = compilePlaybook(playbook)
  const [problem] = compiled.problems
  if (problem) throw fault('playbook-invalid', `${where} can't be used. ${messageOf(problem)}`, { cause: problem })
  return compiled
}
