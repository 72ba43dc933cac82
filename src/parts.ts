/** What the front loads, all at the same time: the loop, and what the loop needs first. Everything else is in `chunks.ts`. */
import type { LoopParts } from './loop/parts'
import type { StartLoop } from './loop/loop'

export interface Parts extends Pick<LoopParts, 'requests' | 'validate'> {
  loop(): Promise<{ startLoop: StartLoop }>
}

export const parts: Parts = {
  loop: () => import('./chunks'),
  requests: () => import('./host/request'),
  validate: () => import('./playbook/validate'),
}
