/** Reports what went wrong: to `on('error')` at once, and in one console line once the hint is there. */
import type { GainloopError } from '../api'
import type { Fault } from './fault'
import type { LoopParts } from './parts'

/** What is thrown may be anything: the result takes a `Fault`, an `Error`, or what else a page can throw. */
export function createReport(
  emit: (error: GainloopError) => void,
  loadHints: LoopParts['explain'],
): (problem: unknown) => Promise<void> {
  /** Loaded once. Where the file is missing, or a policy forbids it, the message alone has to do, and it is not asked for again. */
  let hints: ReturnType<LoopParts['explain']> | undefined
  return async (problem) => {
    const { code = 'call', message = `${problem}`, cause, near } = (problem ?? {}) as Partial<Fault>
    emit({ code, message, ...(cause !== undefined && { cause }) })
    hints ??= loadHints()
    const hint = await hints.then(
      ({ hintOf }) => hintOf({ code, near }),
      () => '',
    )
    console.warn(`[gainloop] ${message}${hint && `. ${hint}`}`)
  }
}
