/** The lesson's commitment, to be taken with one tap or put into the user's own words; asked about at the next ask. */
import { useState } from 'preact/hooks'
import type { Lesson } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { useKeptFocus } from '../focus'
import { CHECK, Icon } from '../Icon'
import { RichText } from '../RichText'

/** The longest of either half, in characters. */
const HALF = 200

interface HalfProps {
  name: 'when' | 'then'
  value: string
  onInput(value: string): void
  /** Enter: the plan has no form of its own, it stands within the step's. */
  onEnter(): void
}

const Half = ({ name, value, onInput, onEnter }: HalfProps) => (
  <label class="field">
    <span>{useCard().message(`plan-${name}`)}</span>
    <input
      name={name}
      autocomplete="off"
      maxLength={HALF}
      value={value}
      data-focus={name === 'when' || undefined}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.isComposing) return
        event.preventDefault()
        onEnter()
      }}
    />
  </label>
)

/** "When I next …, I'll …": an intention that names its moment is kept more often (Gollwitzer, 1999). */
const OwnWords = ({ onDone }: { onDone(): void }) => {
  const { send, message, plainMessage } = useCard()
  const [when, setWhen] = useState('')
  const [then, setThen] = useState('')
  const save = (): void => {
    if (!when.trim() || !then.trim()) return
    send({ type: 'commit', own: plainMessage('plan-sentence', { when, then }) })
    onDone()
  }
  return (
    <div class="own-plan">
      <Half name="when" value={when} onInput={setWhen} onEnter={save} />
      <Half name="then" value={then} onInput={setThen} onEnter={save} />
      <Button look="primary" onClick={save}>
        {message('plan-save')}
      </Button>
      <Button look="quiet" onClick={onDone}>
        {message('back')}
      </Button>
    </div>
  )
}

export const Plan = ({ lesson }: { lesson: Lesson }) => {
  const { flow, send, message, root } = useCard()
  const [writing, setWriting] = useState(false)
  useKeptFocus(root)
  const { plan } = flow
  if (!lesson.commit && !plan) return null
  return (
    <div class="plan">
      <p class="muted">{message('commitment')}</p>
      <blockquote>{plan ? plan.text : <RichText text={lesson.commit ?? ''} />}</blockquote>
      {writing ? (
        <OwnWords onDone={() => setWriting(false)} />
      ) : (
        <>
          {plan ? (
            <>
              <p class="ok" tabIndex={-1} data-focus>
                <Icon path={CHECK} />
                {message('committed')}
              </p>
              <Button look="quiet" onClick={() => send({ type: 'withdraw' })}>
                {message('plan-take-back')}
              </Button>
            </>
          ) : (
            <Button look="primary" onClick={() => send({ type: 'commit' })}>
              {message('commit')}
            </Button>
          )}
          <Button look="quiet" onClick={() => setWriting(true)}>
            {message('plan-own')}
          </Button>
        </>
      )}
    </div>
  )
}
