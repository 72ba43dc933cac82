/** The card's buttons. `look` is a class of `styles/controls.css`. */
import type { ComponentChildren } from 'preact'
import { useCard } from './context'

interface ButtonProps {
  look?: 'primary' | 'quiet' | undefined
  onClick(): void
  children: ComponentChildren
}

export const Button = ({ look, onClick, children }: ButtonProps) => (
  <button type="button" class={look} part={look === 'primary' ? 'button primary' : 'button'} onClick={onClick}>
    {children}
  </button>
)

/** Commits the step's form. `hiddenUntilNeeded`: one tap commits already, so it only shows for a choice made by arrow keys. */
export const SubmitButton = ({ hiddenUntilNeeded = false }: { hiddenUntilNeeded?: boolean }) => (
  <button type="submit" part="button primary" class={hiddenUntilNeeded ? 'primary commit' : 'primary'}>
    {useCard().message('continue')}
  </button>
)
