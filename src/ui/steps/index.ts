import type { FlowState } from '../../ask/flow'
import { parts } from '../parts'
import { goal } from './goal'
import { lesson } from './lesson'
import { question } from './question'
import { reasons } from './reasons'
import type { Step } from './step'

const usual: Partial<Record<FlowState['step'], Step>> = { goal, question, reasons, lesson }

/** A step of the flow; a closed card, or one whose part could not be fetched, shows nothing. */
export const stepOf = (step: FlowState['step']): Step =>
  usual[step] ?? parts.rare?.steps[step as 'review'] ?? (() => ({ title: '' }))
