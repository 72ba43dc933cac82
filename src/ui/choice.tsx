/** A native radio or checkbox laid over the whole of what stands for it: one target, one name, the browser's own keyboard. */
import type { ComponentChildren } from 'preact'

interface ChoiceProps {
  /** @default radio */
  type?: 'radio' | 'checkbox'
  name: string
  value: string
  checked: boolean
  describedBy?: string | undefined
  children: ComponentChildren
}

export const Choice = ({ type = 'radio', name, value, checked, describedBy, children }: ChoiceProps) => (
  <label class="point" data-value={value}>
    <input
      type={type}
      name={name}
      value={value}
      defaultChecked={checked}
      class={value === 'other' ? 'other' : undefined}
      aria-describedby={describedBy}
    />
    {children}
  </label>
)
