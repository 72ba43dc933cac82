/** Steps to tick off, with how far one has come. Ticks are kept. */

import { Choice } from '../choice'
import { Icon } from '../icon'
import ownCss from './checklist.css?inline'
import { LessonLink, css as linkCss } from './link'
import type { LessonProps } from './props'

export const css = linkCss + ownCss

const Checklist = ({ view, lesson }: LessonProps<'checklist'>) => {
  const { flow, say, tell, rich, send } = view
  const ids = lesson.steps.map(({ id }) => id)
  const done = ids.filter((id) => flow.done.includes(id))
  // Read from the page: two quick ticks may come before the first is shown.
  const tick = ({ currentTarget }: Event): void => {
    const ticked = (currentTarget as Element).querySelectorAll<HTMLInputElement>(':checked')
    send({ type: 'progress', done: Array.from(ticked, ({ value }) => value), share: ticked.length / ids.length })
  }
  return (
    <div>
      <p class="muted" id="progress">
        {tell('steps-done', { value: done.length, of: ids.length })}
      </p>
      <div class="bar">
        <div style={{ '--share': done.length / ids.length }} />
      </div>
      <fieldset class="checks" onChange={tick} aria-labelledby="title" aria-describedby="progress">
        {lesson.steps.map(({ id, text, url }) => (
          <div>
            <Choice type="checkbox" name="step" value={id} checked={done.includes(id)}>
              <span class="box">
                <Icon name="check" />
              </span>
              <span>{rich(text)}</span>
            </Choice>
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
