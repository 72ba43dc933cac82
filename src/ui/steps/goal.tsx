/** Right after the action: what the user wants from it, to be quoted back when the result is in. */
import type { Action, Goal } from '../../playbook/schema'
import { Choices } from '../choices'
import type { Step } from './step'

export const goal: Step = ({ flow, playbook, say, rich, send, act, commit }) => {
  const { question, options, other } = (playbook.actions[flow.action] as Action).goal as Goal
  const before = flow.goalBefore ?? { goal: flow.moment.goal, text: flow.moment.goalText }
  const choices = options.map(({ id, label }) => ({ id, label: rich(label) }))
  if (other) choices.push({ id: 'other', label: say('goal-other') })
  return {
    title: rich(question),
    why: say('goal-why'),
    body: [
      <Choices name="goal" choices={choices} chosen={[before.goal]} />,
      other && (
        <label class="field own">
          <span>{say('goal-words')}</span>
          <input name="text" maxLength={200} value={before.text as string} autocomplete="off" />
        </label>
      ),
      commit('commit'),
    ],
    ways: act('skip', 'quiet', { type: 'skip-goal' }),
    commit(form) {
      const data = new FormData(form)
      const chosen = data.get('goal') as string | null
      const text = (data.get('text') as string | null)?.trim()
      if (chosen === 'other' && !text) form.querySelector<HTMLElement>('[name=text]')?.focus()
      else if (chosen) send({ type: 'state-goal', goal: chosen, ...(chosen === 'other' && { text: text as string }) })
    },
  }
}
