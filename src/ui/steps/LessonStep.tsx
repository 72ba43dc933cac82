/** One lesson: what it is, why it helps, its content, what to take from it. Stays until the user is done with it. */
import type { Lesson, LessonKind } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { useLazyPart } from '../lazy-part'
import { PlainLesson } from './PlainLesson'
import { Heading, Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { Answered } from './Answered'
import { GainLine } from './GainLine'
import { Plan } from './Plan'

/**
 * When "Done" completes a lesson: what was read, always; what is done elsewhere, once it was opened. Checklists and courses
 * are completed by their ticks.
 */
const COMPLETED_BY_DONE: Record<LessonKind, 'always' | 'opened' | 'never'> = {
  tips: 'always',
  article: 'always',
  tool: 'opened',
  service: 'opened',
  webinar: 'opened',
  video: 'opened',
  checklist: 'never',
  course: 'never',
}

/** What the kind of lesson shows; its words alone while its code does not arrive. */
const LessonContent = ({ lesson }: { lesson: Lesson }) => {
  const { lessons } = useCard()
  const { current: Content, late } = useLazyPart(lessons[lesson.kind])
  return (
    <div class="content">
      {Content && <Content lesson={lesson} />}
      {!Content && late && <PlainLesson lesson={lesson} />}
    </div>
  )
}

/** Was the lesson useful? After a no, another one where there is one. */
const Usefulness = () => {
  const { flow, send, message } = useCard()
  const { useful, more } = flow
  return (
    <>
      <fieldset class="useful" aria-labelledby="useful">
        <span id="useful">{message('useful')}</span>
        {[true, false].map((answer) => (
          <button
            type="button"
            aria-pressed={useful === answer}
            onClick={() => send({ type: 'judge', useful: answer })}
          >
            {message(answer ? 'yes' : 'no')}
          </button>
        ))}
      </fieldset>
      {useful === false && more && (
        <Button look="quiet" onClick={() => send({ type: 'another' })}>
          {message('another')}
        </Button>
      )}
      {useful === false && (
        <Button look="quiet" onClick={() => send({ type: 'decline' })}>
          {message('not-for-me')}
        </Button>
      )}
    </>
  )
}

export const LessonStep = () => {
  const { flow, send, message } = useCard()
  const { rating, opened, shelf } = flow
  const lesson = flow.lesson as Lesson
  const { title, kind, minutes, why } = lesson
  const done = (): void => {
    const completes = COMPLETED_BY_DONE[kind]
    if (completes === 'always' || (completes === 'opened' && opened)) send({ type: 'complete' })
    send({ type: 'close' })
  }
  return (
    <StepForm
      before={
        <>
          {shelf && (
            <Button look="quiet" onClick={() => send({ type: 'lessons' })}>
              {message('lessons')}
            </Button>
          )}
          <Answered />
          {rating && <GainLine />}
          {rating && <p class="muted">{message(`lesson.${rating.band}`)}</p>}
        </>
      }
      title={<Heading text={title} />}
      description={
        <>
          <span>{message(`kind.${kind}`)}</span>
          {minutes && (
            <span>
              <Message id="lesson.minutes" values={{ value: minutes }} />
            </span>
          )}
        </>
      }
      footer={
        <>
          <Usefulness />
          <Button onClick={done}>{message('done')}</Button>
        </>
      }
    >
      {why && (
        <p>
          <RichText text={why} />
        </p>
      )}
      <LessonContent lesson={lesson} />
      <Plan lesson={lesson} />
    </StepForm>
  )
}
