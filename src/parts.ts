/** What the front loads, all at the same time: the loop, and what the loop needs first. Everything else is in `chunks.ts`. */
import type { LoopParts } from './loop/parts'
import type { StartLoop } from './loop/loop'

export interface Parts extends Pick<LoopParts, 'requests' | 'validate'> {
  loop(): Promise<{ startLoop: StartLoop }>
  /** The page's elements that say which action is begun, while a plan stands. */
  marks(): Promise<typeof import('./host/marks')>
}

export const parts: Parts = {
  loop: () => import('./chunks'),
  marks: () => import('./host/marks'),
  requests: () => import('./host/request'),
  validate: () => import('./playbook/validate'),
}
