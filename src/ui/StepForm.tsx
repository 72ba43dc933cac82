/** The layout all steps share, as one form: a body that scrolls and a footer that stays in view. */
import type { ComponentChildren } from 'preact'
import { useCard } from './context'

interface StepFormProps {
  /** Above the title. */
  before?: ComponentChildren
  title: ComponentChildren
  /** The quiet line below the title, which describes the step's radios. */
  description?: ComponentChildren
  children?: ComponentChildren
  footer?: ComponentChildren
  /** A radio was tapped, or the form was submitted. */
  onCommit?: (form: HTMLFormElement) => void
}

type FormEvent = Event & { key?: string }
const isRadio = ({ target }: Event): boolean => (target as HTMLInputElement).type === 'radio'
const formOf = ({ currentTarget }: Event): HTMLFormElement => currentTarget as HTMLFormElement

/**
 * Browsers fire `click` and `change` for an arrow key on a radio as they do for a tap. A tap commits and an arrow key only
 * moves, so `data-by` on the form remembers which of them came last. Pointers have no `key` and count as a tap, as the space
 * bar does. `data-by` stays once it is set, and with it the submit button: if the button went away on pointerdown, another
 * radio would be under the pointer by pointerup.
 */
const rememberInput = (event: FormEvent): void => {
  if (!isRadio(event)) return
  const { dataset } = formOf(event)
  const { key = ' ' } = event
  if (key.startsWith('Arrow')) dataset.by = 'arrows'
  else if (key === ' ' && dataset.by) dataset.by = 'tap'
}

export const StepForm = ({ before, title, description, children, footer, onCommit }: StepFormProps) => {
  const { say, plainMessage } = useCard()
  const onKeyDown = (event: KeyboardEvent): void => {
    const knewArrows = formOf(event).dataset.by
    rememberInput(event)
    // The button that commits has come up below the radios, out of sight of a screen reader.
    if (!knewArrows && formOf(event).dataset.by)
      say(plainMessage('status.confirm', { button: plainMessage('continue') }))
  }
  return (
    <form
      onKeyDown={onKeyDown}
      onPointerDown={rememberInput}
      onClick={(event) => {
        if (isRadio(event) && formOf(event).dataset.by !== 'arrows') onCommit?.(formOf(event))
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onCommit?.(formOf(event))
      }}
    >
      <div class="body" part="body">
        {before}
        <h2 id="title" part="title" tabIndex={-1}>
          {title}
        </h2>
        {description && (
          <p class="muted meta" id="why">
            {description}
          </p>
        )}
        {children}
      </div>
      {footer && (
        <div class="foot" part="foot">
          {footer}
        </div>
      )}
    </form>
  )
}
