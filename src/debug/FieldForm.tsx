/** A form of one labelled field, which must be named `field`. */
import type { ComponentChildren } from 'preact'

interface FieldFormProps {
  label: string
  /** The field itself. */
  children: ComponentChildren
  submit: string
  onSubmit(value: string): void
}

export const FieldForm = ({ label, children, submit, onSubmit }: FieldFormProps) => (
  <form
    class="acts"
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit(String(new FormData(event.currentTarget).get('field') ?? ''))
    }}
  >
    <label>
      {label}
      {children}
    </label>
    <button type="submit">{submit}</button>
  </form>
)
