/** Why, if the user cares to say: obstacles or strengths, and a comment. All of it optional. */

import { Choice } from '../choice'
import { submitted, ticked } from '../form'
import { Icon } from '../icon'
import type { View } from '../view'
import { Answered } from './answered'

export const Reasons = (view: View) => {
  const { flow, say, rich, send } = view
  const kind = flow.rating?.band === 'reached' ? 'strengths' : 'obstacles'
  const choices = flow.ask[kind] ?? []
  const title = choices.length ? kind : 'comment'
  return (
    <form class="step" onSubmit={submitted((form) => send({ type: 'explain', ...ticked(form) }))}>
      <div class="body">
        <Answered {...view} />
        <h2 id="title" tabIndex={-1}>
          {say(title)}
        </h2>
        {choices.length > 0 && (
          <fieldset class="points" aria-labelledby="title">
            {choices.map(({ id, label }) => (
              <Choice type="checkbox" name="reason" value={id} checked={flow.reasons.includes(id)}>
                <span class="box">
                  <Icon name="check" />
                </span>
                <span>{rich(label)}</span>
              </Choice>
            ))}
          </fieldset>
        )}
        {flow.ask.comment !== false && (
          <label class="field">
            <span class={choices.length ? undefined : 'sr'}>
              {say('comment')} <span class="muted">({say('optional')})</span>
            </span>
            <textarea name="comment" rows={choices.length ? 1 : 3} maxLength={1000} defaultValue={flow.comment} />
          </label>
        )}
      </div>
      <div class="foot go">
        <button type="submit" class="primary">
          {say('continue')}
        </button>
        <button type="button" class="quiet" onClick={() => send({ type: 'skip' })}>
          {say('skip')}
        </button>
      </div>
    </form>
  )
}
