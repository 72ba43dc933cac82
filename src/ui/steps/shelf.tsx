/** The lessons a user has met, to come back to. */
import type { Step } from './step'

export const shelf: Step = ({ flow, say, tell, rich, send }) => ({
  title: say('lessons'),
  why: flow.shelf?.[0] ? undefined : say('lessons-none'),
  body: (
    <ul class="shelf">
      {flow.shelf?.map(({ lesson, done, completed, plan }) => (
        <li>
          <button type="button" onClick={() => send({ type: 'pick', lesson: lesson.id })}>
            {rich(lesson.title)}
          </button>
          <p class="muted meta">
            <span>{say(`kind.${lesson.kind}`)}</span>
            {completed ? (
              <span>{say('done')}</span>
            ) : (
              'steps' in lesson &&
              done[0] && <span>{tell('steps-done', { value: done.length, of: lesson.steps.length })}</span>
            )}
            {plan && <span>{plan}</span>}
          </p>
        </li>
      ))}
    </ul>
  ),
})
