import type { FlowState } from '../../ask/flow'
import { figures } from './figures'
import { goal } from './goal'
import { lesson } from './lesson'
import { question } from './question'
import { reasons } from './reasons'
import { review } from './review'
import type { Step } from './step'
import { thanks } from './thanks'

/** Every step of the flow, by name; a closed card shows nothing. */
export const steps: Record<FlowState['step'], Step> = {
  goal,
  review,
  question,
  figures,
  reasons,
  lesson,
  thanks,
  closed: () => ({ title: '' }),
}
