/** One lesson: what it is, why it helps, its content, what to take from it. Stays until the user is done with it. */
import type { FlowEvent } from '../../ask/flow'
import type { Lesson } from '../../playbook/schema'
import { CHECK, icon } from '../icon'
import { contentOf, parts } from '../parts'
import type { View } from '../view'
import { answered } from './answered'
import type { Step } from './step'

/** The lesson's commitment, in the user's voice; taken with one tap, asked about at the next ask. */
const plan = ({ flow: { lesson, committed }, say, rich, act }: View) =>
  lesson?.commit && (
    <div class="plan">
      <p class="muted">{say('commitment')}</p>
      <blockquote>{rich(lesson.commit)}</blockquote>
      {committed ? (
        <p class="ok" tabIndex={-1} data-focus>
          {icon(CHECK)}
          {say('committed')}
        </p>
      ) : (
        act('commit', 'primary')
      )}
    </div>
  )

/** Was the lesson useful? After a no, another one where there is one. */
const judged = ({ flow: { useful, more }, say, send, act }: View) => [
  <fieldset class="useful" aria-labelledby="useful">
    <span id="useful">{say('useful')}</span>
    {[true, false].map((answer) => (
      <button
        type="button"
        aria-pressed={`${useful === answer}`}
        onClick={() => send({ type: 'judge', useful: answer })}
      >
        {say(answer ? 'yes' : 'no')}
      </button>
    ))}
  </fieldset>,
  useful === false && [more && act('another', 'quiet'), act('not-for-me', 'quiet', { type: 'decline' })],
]

/** "Done" completes what was read, and what was opened to be done elsewhere; the others are done step by step. */
const finished = (kind: string, opened = false): FlowEvent[] =>
  /tips|article/.test(kind) || (opened && !/checklist|course/.test(kind)) ? [{ type: 'complete' }] : []

export const lesson: Step = (view) => {
  const { say, tell, rich, act } = view
  const { rating, opened } = view.flow
  const { title, kind, minutes, why } = view.flow.lesson as Lesson
  return {
    above: [
      view.flow.shelf && act('lessons', 'quiet'),
      answered(view),
      rating && [parts.rare?.gained(view), <p class="muted">{say(`lesson.${rating.band}`)}</p>],
    ],
    title: rich(title),
    why: [<span>{say(`kind.${kind}`)}</span>, minutes && <span>{tell('lesson.minutes', { value: minutes })}</span>],
    body: [
      why && <p>{rich(why)}</p>,
      <div class="content">{contentOf(kind)?.(view, view.flow.lesson as Lesson)}</div>,
      plan(view),
    ],
    ways: [judged(view), act('done', '', ...finished(kind, opened), { type: 'close' })],
  }
}
