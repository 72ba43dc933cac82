/** Right after the action: what the user wants from it, to be quoted back when the result is in. */
import type { Action, Goal as GoalQuestion } from '../../playbook/schema'
import { Button, SubmitButton } from '../Button'
import { type Choice, ChoiceList } from '../ChoiceList'
import { useCard } from '../context'
import { Heading, RichText } from '../RichText'
import { StepForm } from '../StepForm'

export const Goal = () => {
  const { flow, playbook, send, message } = useCard()
  const { question, options, other } = (playbook.actions[flow.action] as Action).goal as GoalQuestion
  const before = flow.goalBefore ?? { goal: flow.moment.goal, text: flow.moment.goalText }
  const choices: Choice[] = options.map(({ id, label }) => ({ id, label: <RichText text={label} /> }))
  if (other) choices.push({ id: 'other', label: message('goal-other') })

  const commit = (form: HTMLFormElement): void => {
    const data = new FormData(form)
    const goal = data.get('goal') as string | null
    if (!goal) return
    if (goal !== 'other') return send({ type: 'state-goal', goal })
    const text = (data.get('text') as string | null)?.trim()
    if (text) send({ type: 'state-goal', goal, text })
    else form.querySelector<HTMLElement>('[name=text]')?.focus()
  }

  return (
    <StepForm
      title={<Heading text={question} />}
      description={message('goal-why')}
      footer={
        <Button look="quiet" onClick={() => send({ type: 'skip-goal' })}>
          {message('skip')}
        </Button>
      }
      onCommit={commit}
    >
      <ChoiceList name="goal" choices={choices} chosen={[before.goal]} />
      {other && (
        <label class="field own">
          <span>{message('goal-words')}</span>
          <input name="text" maxLength={200} defaultValue={before.text} autocomplete="off" />
        </label>
      )}
      <SubmitButton hiddenUntilNeeded />
    </StepForm>
  )
}
