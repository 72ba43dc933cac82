/** Native radios or checkboxes, each laid under the whole of what stands for it: one target, one name, the browser's own keyboard. */
import type { ComponentChildren, JSX } from 'preact'
import { CHECK, icon } from './icon'

export interface Choice {
  /** What the form holds when it is chosen. */
  id: string
  label: ComponentChildren
  /** Stands before the label; empty: nothing. @default a box to tick */
  drawing?: string | undefined
  /** The id of the element that describes it. */
  by?: string | undefined
  /** Belongs to it without being a part of what is tapped. */
  after?: ComponentChildren
}

interface ChoicesProps extends Omit<JSX.HTMLAttributes<HTMLFieldSetElement>, 'type' | 'name'> {
  /** @default radio */
  type?: 'radio' | 'checkbox'
  name: string
  choices: Choice[]
  /** The ids chosen to begin with. */
  chosen: readonly unknown[]
}

/** Named by the step's title; radios are described by the line below it. */
export const Choices = ({ type = 'radio', name, choices, chosen, ...rest }: ChoicesProps) => {
  const radio = type === 'radio'
  return (
    <fieldset
      class="points"
      {...(radio && { role: 'radiogroup' as const })}
      aria-labelledby="title"
      aria-describedby={(radio ? 'why' : undefined) as string}
      {...rest}
    >
      {choices.map(({ id, label, drawing, by, after }) => [
        <label class="point">
          <input type={type} name={name} value={id} checked={chosen.includes(id)} aria-describedby={by} />
          {drawing === undefined ? icon(CHECK, 'box') : drawing && icon(drawing)}
          <span>{label}</span>
        </label>,
        after,
      ])}
    </fieldset>
  )
}
