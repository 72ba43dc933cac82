/** Native radios or checkboxes, each laid under the whole of its tile: one target, one name, the browser's own keyboard. */
import type { ComponentChildren, JSX } from 'preact'
import { CHECK, Icon } from './Icon'

export interface Choice {
  /** What the form holds when it is chosen. */
  id: string
  label: ComponentChildren
  /** Path of the drawing before the label; `null` for none. @default a box to tick */
  drawing?: string | null
  /** Id of the element that describes it. */
  describedBy?: string | undefined
  /** Follows the tile without being part of the target. */
  after?: ComponentChildren
}

interface ChoiceListProps extends Omit<JSX.HTMLAttributes<HTMLFieldSetElement>, 'type' | 'name'> {
  /** @default radio */
  type?: 'radio' | 'checkbox'
  name: string
  choices: Choice[]
  /** The ids chosen to begin with. After that the browser keeps what is chosen. */
  chosen: readonly (string | undefined)[]
}

const Drawing = ({ path }: { path: string | null | undefined }) => {
  if (path === null) return null
  return path === undefined ? <Icon path={CHECK} class="box" /> : <Icon path={path} />
}

/** Named by the step's title; radios are described by the line below it. */
export const ChoiceList = ({ type = 'radio', name, choices, chosen, ...rest }: ChoiceListProps) => (
  <fieldset
    class="points"
    aria-labelledby="title"
    {...(type === 'radio' && { role: 'radiogroup', 'aria-describedby': 'why' })}
    {...rest}
  >
    {choices.map(({ id, label, drawing, describedBy, after }) => [
      <label class="point" part="answer">
        <input type={type} name={name} value={id} defaultChecked={chosen.includes(id)} aria-describedby={describedBy} />
        <Drawing path={drawing} />
        <span>{label}</span>
      </label>,
      after,
    ])}
  </fieldset>
)
