/** The lessons a user has met, to come back to. */
import type { ShelfLesson } from '../../lesson/shelf'
import type { Lesson } from '../../playbook/schema'
import { useCard } from '../context'
import { Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'

/** How many steps or units a lesson has; 0 where it has none. */
const partCount = (lesson: Lesson): number => {
  if (lesson.kind === 'checklist') return lesson.steps.length
  return lesson.kind === 'course' ? lesson.units.length : 0
}

/** How far the user has come in a lesson. */
const Progress = ({ lesson, done, completed }: Pick<ShelfLesson, 'lesson' | 'done' | 'completed'>) => {
  const { message } = useCard()
  const parts = partCount(lesson)
  if (completed) return <span>{message('done')}</span>
  if (!parts || !done.length) return null
  return (
    <span>
      <Message id="steps-done" values={{ value: done.length, of: parts }} />
    </span>
  )
}

export const LessonList = () => {
  const { flow, send, message } = useCard()
  const { shelf = [] } = flow
  return (
    <StepForm title={message('lessons')} description={!shelf.length && message('lessons-none')}>
      <ul class="shelf">
        {shelf.map(({ lesson, done, completed, plan }) => (
          <li key={lesson.id}>
            <button type="button" onClick={() => send({ type: 'pick', lesson: lesson.id })}>
              <span>
                <RichText text={lesson.title} />
              </span>
              <span class="muted meta">
                <span>{message(`kind.${lesson.kind}`)}</span>
                <Progress lesson={lesson} done={done} completed={completed} />
                {plan && <span>{plan}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </StepForm>
  )
}
