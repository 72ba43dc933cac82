/** Why, if the user cares to say: obstacles or strengths, and a comment. All of it optional. */
import { Choices } from '../choices'
import { ticked } from '../form'
import { answered } from './answered'
import type { Step } from './step'

export const reasons: Step = (view) => {
  const { flow, say, rich, send, act, commit } = view
  const kind = flow.rating?.band === 'reached' ? 'strengths' : 'obstacles'
  const choices = (flow.ask[kind] ?? []).map(({ id, label }) => ({ id, label: rich(label) }))
  const some = choices.length > 0
  return {
    above: answered(view),
    title: say(some ? kind : 'comment'),
    body: [
      some && <Choices type="checkbox" name="reason" choices={choices} chosen={flow.reasons} />,
      flow.ask.comment !== false && (
        <label class="field">
          <span class={some ? '' : 'sr'}>
            {say('comment')} <span class="muted">({say('optional')})</span>
          </span>
          <textarea name="comment" rows={some ? 1 : 3} maxLength={1000}>
            {flow.comment}
          </textarea>
        </label>
      ),
    ],
    ways: [commit(), act('skip', 'quiet')],
    commit: (form) => send({ type: 'explain', ...ticked(form) }),
  }
}
