/** Reports what went wrong: to `on('error')` at once, and in one console line once the hint is there. */
import type { GainloopError } from '../api'
import type { Fault } from './fault'
import type { LoopParts } from './parts'

/**
 * What is thrown may be anything: the result takes a `Fault`, an `Error`, or what else a page can throw.
 * @param missing files that were reported as missing, by their messages: each is reported once
 */
export function createReport(
  emit: (error: GainloopError) => void,
  loadHints: LoopParts['explain'],
  missing = new Set<string>(),
): (problem: unknown) => Promise<void> {
  /** Loaded once. Where the file is missing, or a policy forbids it, the message alone has to do, and it is not requested again. */
  let hints: ReturnType<LoopParts['explain']> | undefined
  return async (problem) => {
    const { code = 'call', message = `${problem}`, cause, near, hint: own } = (problem ?? {}) as Partial<Fault>
    // A file of ours is asked for again and again.
    if (missing.has(message)) return
    if (code === 'load') missing.add(message)
    emit({ code, message, ...(cause !== undefined && { cause }) })
    if (own === undefined) hints ??= loadHints()
    const hint =
      own ??
      (await hints?.then(
        ({ hintOf }) => hintOf({ code, near }),
        () => '',
      ))
    console.warn(`[gainloop] ${message}${hint && `. ${hint}`}`)
  }
}
