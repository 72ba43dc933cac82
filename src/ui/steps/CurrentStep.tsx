/** The steps of the card, by name. */
import type { FunctionComponent } from 'preact'
import type { FlowState } from '../../ask/flow'
import { Exit } from './Exit'
import { Figures } from './Figures'
import { Goal } from './Goal'
import { LessonList } from './LessonList'
import { LessonStep } from './LessonStep'
import { Question } from './Question'
import { Reasons } from './Reasons'
import { Review } from './Review'
import { Thanks } from './Thanks'
import { TooEarly } from './TooEarly'

const STEPS: Record<Exclude<FlowState['step'], 'closed'>, FunctionComponent> = {
  goal: Goal,
  review: Review,
  question: Question,
  'too-early': TooEarly,
  figures: Figures,
  reasons: Reasons,
  lesson: LessonStep,
  thanks: Thanks,
  lessons: LessonList,
  exit: Exit,
}

/** A closed card shows nothing. */
export const CurrentStep = ({ step }: Pick<FlowState, 'step'>) => {
  if (step === 'closed') return null
  const Step = STEPS[step]
  return <Step />
}
