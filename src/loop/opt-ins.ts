/** What the vendor opts in to: the engineer's panel (`data-debug`) and the button back to the lessons (`data-launcher`). */
import type { GainloopOptions } from '../api'
import { whenPageReady } from '../host/page-ready'
import { type Attention, createAttention } from './attention'
import type { Context } from './context'
import type { LoopParts } from './parts'

interface OptIns {
  options: GainloopOptions
  parts: LoopParts
  context: Context
  attention: Attention
  /** The name of everything kept in this browser. */
  name: string
  openLessons(): void
  report(problem: unknown): unknown
}

/** Resolves when the panel listens, so that it hears the first decision. Resolves to the cleanup. */
export async function openOptIns(of: OptIns): Promise<() => void> {
  const { options, parts, context, attention, name, openLessons, report } = of
  const none = (problem: unknown): undefined => void report(problem)
  let removeLauncher = (): void => {}
  const showLauncher = async (): Promise<void> => {
    const part = await parts.launcher().catch(none)
    if (part)
      removeLauncher = whenPageReady(() => (removeLauncher = part.launcher({ context, attention, openLessons, name })))
  }
  const launcher = options.launcher ? showLauncher() : undefined
  const closeDebug = options.debug
    ? await parts
        .debug()
        .then(({ debug }) => debug({ context, attention, createAttention, parts, options, name }), none)
    : undefined
  return () => {
    closeDebug?.()
    void launcher?.then(() => removeLauncher())
  }
}
