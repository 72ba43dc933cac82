/** One lesson: what it is, why it helps, its content, what to take from it. Stays until the user is done with it. */
import { part } from '../parts'
import type { View } from '../view'
import { Answered } from './answered'
import { Plan } from './plan'
import { Progress } from './progress'
import { Useful } from './useful'

/** Reading these to the end is all there is to do; the others are done elsewhere or step by step. */
const READ = ['tips', 'article']

export const LessonStep = (view: View) => {
  const { flow, say, tell, rich, send } = view
  const { lesson } = flow
  if (!lesson) return null
  const Content = part(lesson.kind)
  const finish = (): void => {
    if (READ.includes(lesson.kind)) send({ type: 'complete' })
    send({ type: 'close' })
  }
  return (
    <div class="step">
      <div class="body">
        {!flow.browsing && <Answered {...view} />}
        <div class="lesson">
          {flow.rating && <Progress {...view} />}
          {flow.rating && <p class="kicker">{say(`lesson.${flow.rating.band}`)}</p>}
          <h2 id="title" tabIndex={-1}>
            {rich(lesson.title)}
          </h2>
          <p class="muted meta">
            <span>{say(`kind.${lesson.kind}`)}</span>
            {lesson.minutes && <span>{tell('lesson.minutes', { value: lesson.minutes })}</span>}
          </p>
          {lesson.why && <p>{rich(lesson.why)}</p>}
          <div class="content">{Content && <Content view={view} lesson={lesson} />}</div>
        </div>
        <Plan {...view} />
      </div>
      <div class="foot go">
        <Useful {...view} />
        <button type="button" class="end" onClick={finish}>
          {say('done')}
        </button>
      </div>
    </div>
  )
}
