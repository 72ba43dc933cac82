/** Why, if the user cares to say: obstacles or strengths, and a comment. All of it optional. */
import { useState } from 'preact/hooks'
import { Button, SubmitButton } from '../Button'
import { ChoiceList } from '../ChoiceList'
import { useCard } from '../context'
import { Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { Answered } from './Answered'
import { readReasons } from './read-reasons'

/** The longest comment, in characters. */
const LONGEST = 1_000

export const Reasons = () => {
  const { flow, language, send, message } = useCard()
  const [length, setLength] = useState(flow.comment.length)
  const kind = flow.rating?.band === 'reached' ? 'strengths' : 'obstacles'
  const choices = (flow.ask[kind] ?? []).map(({ id, label }) => ({ id, label: <RichText text={label} /> }))
  const hasChoices = choices.length > 0
  return (
    <StepForm
      before={<Answered />}
      title={message(hasChoices ? kind : 'comment')}
      footer={
        <>
          <SubmitButton />
          <Button look="quiet" onClick={() => send({ type: 'skip' })}>
            {message('skip')}
          </Button>
        </>
      }
      onCommit={(form) => send({ type: 'explain', ...readReasons(form) })}
    >
      {hasChoices && <ChoiceList type="checkbox" name="reason" choices={choices} chosen={flow.reasons} />}
      {flow.ask.comment !== false && (
        <label class="field">
          {/* Without choices the title says the same. */}
          <span class={hasChoices ? undefined : 'sr'}>
            {message('comment')} <span class="muted">({message('optional')})</span>
          </span>
          <textarea
            name="comment"
            rows={hasChoices ? 1 : 3}
            maxLength={LONGEST}
            defaultValue={flow.comment}
            aria-describedby="left"
            onInput={({ currentTarget }) => setLength(currentTarget.value.length)}
          />
          <span class="muted counter" id="left">
            {length > 0 && (
              <Message
                id="characters-left"
                values={{ value: Math.max(0, LONGEST - length).toLocaleString(language) }}
              />
            )}
          </span>
        </label>
      )}
    </StepForm>
  )
}
