/** Steps to tick off, with how far one has come. Ticks are kept. */
import { Icon } from '../icon'
import { LessonLink } from './link'
import type { LessonProps } from './props'

const Checklist = ({ view, lesson }: LessonProps<'checklist'>) => {
  const { flow, say, rich, send } = view
  const ids = lesson.steps.map(({ id }) => id)
  const done = ids.filter((id) => flow.done.includes(id))
  const tick = (id: string): void => {
    const next = ids.filter((one) => (one === id ? !done.includes(id) : done.includes(one)))
    send({ type: 'progress', done: next, share: next.length / ids.length })
  }
  return (
    <div>
      <p class="muted" id="progress">
        {say('steps-done', { value: done.length, of: ids.length })}
      </p>
      <div class="bar">
        <div style={{ '--share': done.length / ids.length }} />
      </div>
      <fieldset class="checks" aria-labelledby="title" aria-describedby="progress">
        {lesson.steps.map(({ id, text, url }) => (
          <div>
            <label class="point">
              <input type="checkbox" checked={done.includes(id)} onChange={() => tick(id)} />
              <span class="box">
                <Icon name="check" />
              </span>
              <span>{rich(text)}</span>
            </label>
            <LessonLink view={view} url={url}>
              {say('open')}
            </LessonLink>
          </div>
        ))}
      </fieldset>
    </div>
  )
}

export default Checklist
