/** Right after the action: what the user wants from it, to be quoted back when the result is in. */

import { Choice } from '../choice'
import { submitted, tapped } from '../form'
import type { View } from '../view'
import css from './goal.css?inline'

export { css }

const Goal = ({ flow, playbook, say, rich, send }: View) => {
  const goal = playbook.actions[flow.action]?.goal
  if (!goal) return null
  const before = flow.goalBefore ?? { goal: flow.moment.goal, text: flow.moment.goalText }
  const choose = (form: HTMLFormElement): void => {
    const data = new FormData(form)
    const chosen = data.get('goal') as string | null
    const text = (data.get('text') as string | null)?.trim()
    if (chosen === 'other' && !text) form.querySelector<HTMLElement>('[name=text]')?.focus()
    else if (chosen) send({ type: 'state-goal', goal: chosen, ...(chosen === 'other' && text ? { text } : {}) })
  }
  const option = (id: string, label: preact.ComponentChildren) => (
    <Choice name="goal" value={id} checked={before.goal === id}>
      <span class="box dot" />
      <span>{label}</span>
    </Choice>
  )
  return (
    <form class="step taps" onSubmit={submitted(choose)} {...tapped(choose)}>
      <div class="body">
        <h2 id="title" tabIndex={-1}>
          {rich(goal.question)}
        </h2>
        <p class="muted" id="why">
          {say('goal-why')}
        </p>
        <div class="points" role="radiogroup" aria-labelledby="title" aria-describedby="why">
          {goal.options.map(({ id, label }) => option(id, rich(label)))}
          {goal.other && option('other', say('goal-other'))}
        </div>
        {goal.other && (
          <label class="field own">
            <span>{say('goal-words')}</span>
            <input name="text" maxLength={200} defaultValue={before.text} autocomplete="off" />
          </label>
        )}
        <button type="submit" class="primary commit">
          {say('continue')}
        </button>
      </div>
      <div class="foot">
        <button type="button" class="quiet" onClick={() => send({ type: 'skip-goal' })}>
          {say('skip')}
        </button>
      </div>
    </form>
  )
}

export default Goal
