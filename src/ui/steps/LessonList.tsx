/** The lessons a user has met, to come back to. */
import type { ShelfLesson } from '../../lesson/shelf'
import type { Lesson } from '../../playbook/schema'
import { CardContext, useCard } from '../context'
import type { CardModel } from '../model'
import { Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { createCardText } from '../text'

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

/** A lesson's title names the moment that led to it, not that of the card. */
const Title = ({ lesson, about, values }: Pick<ShelfLesson, 'lesson' | 'about'> & { values: CardModel['values'] }) => {
  const card = useCard()
  const text = createCardText({ ...card, values, flow: { action: '', about } })
  return (
    <CardContext.Provider value={{ ...card, ...text }}>
      <RichText text={lesson.title} />
    </CardContext.Provider>
  )
}

export const LessonList = () => {
  const { flow, send, message, values, shelfValues = [] } = useCard()
  const { shelf = [] } = flow
  return (
    <StepForm title={message('lessons')} description={!shelf.length && message('lessons-none')}>
      <ul class="shelf">
        {shelf.map(({ lesson, about, done, completed, plan }, index) => (
          <li key={lesson.id}>
            <button type="button" onClick={() => send({ type: 'pick', lesson: lesson.id })}>
              <span>
                <Title lesson={lesson} about={about} values={shelfValues[index] ?? values} />
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
