/** What a step of the card is made of; `Card` puts it in place. */
import type { ComponentChildren } from 'preact'
import type { View } from '../view'

export interface Shown {
  above?: ComponentChildren
  title: ComponentChildren
  /** The quiet line below the title, which describes its radios. */
  why?: ComponentChildren
  body?: ComponentChildren
  /** On from here, or out of here: stays in view while the body scrolls. */
  ways?: ComponentChildren
  /** A radio was tapped, or the form was submitted. */
  commit?(form: HTMLFormElement): void
}

export type Step = (view: View) => Shown
