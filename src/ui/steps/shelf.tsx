/** The lessons a user has met, to come back to. */
import type { Lesson } from '../../playbook/schema'
import type { Step } from './step'

/** How many steps or units a lesson has; undefined where it has none. */
const length = (lesson: Lesson): number | undefined =>
  'steps' in lesson ? lesson.steps.length : 'units' in lesson ? lesson.units.length : undefined

export const shelf: Step = ({ flow, say, tell, rich, send }) => ({
  title: say('lessons'),
  why: flow.shelf?.[0] ? undefined : say('lessons-none'),
  body: (
    <ul class="shelf">
      {flow.shelf?.map(({ lesson, done, completed, plan }) => (
        <li>
          <button type="button" onClick={() => send({ type: 'pick', lesson: lesson.id })}>
            <span>{rich(lesson.title)}</span>
            <span class="muted meta">
              <span>{say(`kind.${lesson.kind}`)}</span>
              {completed ? (
                <span>{say('done')}</span>
              ) : (
                length(lesson) &&
                done[0] && <span>{tell('steps-done', { value: done.length, of: length(lesson) })}</span>
              )}
              {plan && <span>{plan}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  ),
})
