/** One lesson: what it is, why it helps, its content, what to take from it. Stays until the user is done with it. */
import type { Lesson, LessonKind } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { CHECK, Icon } from '../Icon'
import { useLazyPart } from '../lazy-part'
import { isLong } from '../lessons/article-length'
import { hasBegun } from '../lessons/begun'
import { THUMB } from '../scales/drawings'
import { PlainLesson } from './PlainLesson'
import { Heading, Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { AnotherWay } from './AnotherWay'
import { Answered } from './Answered'
import { Lead } from './Lead'
import { Plan } from './Plan'
import { Teacher } from './Teacher'
import { Reading, WideButton } from './Wide'

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
  example: 'always',
}

/** What the kind of lesson shows; its words alone while its code does not arrive. */
const LessonContent = ({ lesson }: { lesson: Lesson }) => {
  const { lessons } = useCard()
  const { current: Content, late } = useLazyPart(lessons[lesson.kind])
  return (
    <div class="content" part="lesson">
      {Content && <Content lesson={lesson} />}
      {!Content && late && <PlainLesson lesson={lesson} />}
    </div>
  )
}

/** Did it help? After "Not for me" comes another one where there is one. */
const Usefulness = ({ begun }: { begun: boolean }) => {
  const { flow, send, message, plainMessage } = useCard()
  if (flow.useful)
    return (
      <div class="useful">
        <p class="ok" tabIndex={-1} data-focus>
          <Icon path={CHECK} />
          {message('helped-thanks')}
        </p>
        {flow.more && (
          <button type="button" class="quiet" onClick={() => send({ type: 'another' })}>
            {message('another')}
          </button>
        )}
      </div>
    )
  return (
    <fieldset class="useful" aria-label={plainMessage('useful')}>
      {begun && (
        <button type="button" onClick={() => send({ type: 'judge', useful: true })}>
          <Icon path={THUMB} />
          {message('helped')}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => send({ type: 'decline' })}>
        {message('not-for-me')}
      </button>
    </fieldset>
  )
}

export const LessonStep = () => {
  const card = useCard()
  const { flow, send, message } = card
  const { opened, shelf, plan } = flow
  const lesson = flow.lesson as Lesson
  const { title, kind, minutes, why, teacher, commit } = lesson
  const long = isLong(lesson, card)
  const begun = hasBegun(flow, kind === 'article' && long)
  const done = (): void => {
    const completes = COMPLETED_BY_DONE[kind]
    if (completes === 'always' || (completes === 'opened' && opened)) send({ type: 'complete' })
    send({ type: 'close' })
  }
  // One step, one primary button: first what the lesson is about, then the plan, then the end.
  const isLast = begun && (!commit || plan)
  return (
    <StepForm
      before={
        <>
          <Reading />
          {shelf && (
            <Button look="quiet" onClick={() => send({ type: 'lessons' })}>
              {message('lessons')}
            </Button>
          )}
          <Answered>{long && <WideButton />}</Answered>
          <Lead lesson={lesson} />
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
          <Button look={isLast ? 'primary' : undefined} onClick={done}>
            {message('done')}
          </Button>
        </>
      }
    >
      <Teacher teacher={teacher} />
      {why && (
        <p class="why">
          <RichText text={why} />
        </p>
      )}
      <AnotherWay />
      <LessonContent lesson={lesson} />
      {(begun || plan) && <Plan lesson={lesson} />}
      <Usefulness begun={begun} />
    </StepForm>
  )
}
