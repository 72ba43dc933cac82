/** The plan, brought back as the user begins the action again: one line, smaller than a card. */
import { useEffect, useState } from 'preact/hooks'
import type { ThemeMode } from '../api'
import { abridge } from '../playbook/shorten'
import { useReturnedFocus } from './focus'
import { inItsLanguage } from './foreign-words'
import { CHECK, Icon } from './Icon'
import type { MessageId } from './languages'
import { createCardText, type Speech } from './text'

export interface ReminderModel extends Speech {
  /** What the user planned. */
  plan: string
  /** Whether the playbook still has the lesson that the plan comes from. */
  hasLesson: boolean
  /** The user has said "Got it". */
  done: boolean
  theme: ThemeMode
}

interface ReminderProps {
  model: ReminderModel
  root: ShadowRoot
  onLesson(): void
  onDone(): void
  onClose(): void
}

/** How much of a plan is shown, in characters. */
const PLAN = 200

/** How long the live region stays empty before it is filled, in ms. One that arrives filled is not announced. */
const DELAY = 150

export const Reminder = ({ model, root, onLesson, onDone, onClose }: ReminderProps) => {
  const { playbook, hasLesson, done, theme } = model
  const { plain, plainMessage, foreignLanguage } = createCardText(model)
  const message = (id: MessageId) => inItsLanguage(foreignLanguage(id), plainMessage(id))
  const name = plain(playbook.name ?? playbook.id)
  const plan = abridge(model.plan, PLAN)
  const [spoken, setSpoken] = useState('')
  useReturnedFocus(root)
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(plainMessage('status.reminder', { name, plan })), DELAY)
    return () => clearTimeout(timer)
  }, [model.language, plan])
  return (
    <section
      class="card reminder"
      part="reminder"
      aria-label={name}
      data-theme={theme}
      data-density={playbook.theme?.density}
      data-done={done || undefined}
      style={{ colorScheme: theme === 'auto' ? 'light dark' : theme }}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && onClose()}
    >
      <p>
        {done && <Icon path={CHECK} />}
        <span class="muted">{message('reminder')}</span> <q dir="auto">{plan}</q>
      </p>
      {!done && (
        <div class="ways">
          {hasLesson && (
            <button type="button" class="link" onClick={onLesson}>
              {message('reminder-lesson')}
            </button>
          )}
          <button type="button" onClick={onDone}>
            {message('reminder-done')}
          </button>
        </div>
      )}
      <div role="status" class="sr" lang={foreignLanguage('status.reminder')}>
        {spoken}
      </div>
    </section>
  )
}
