/** A lesson's way on, in a new tab; following it opens the lesson. */
import type { ComponentChildren } from 'preact'
import { languagesOf } from '../../playbook/language'
import type { Url } from '../../playbook/schema'
import { urlIn } from '../../playbook/url'
import { Icon } from '../icon'
import { Out } from '../out'
import type { View } from '../view'
import css from './link.css?inline'

export { css }

interface LessonLinkProps {
  view: View
  url: Url | undefined
  /** @default looks like a link */
  button?: boolean
  children: ComponentChildren
}

export const addressOf = ({ language, playbook }: View, url: Url | undefined): string | undefined =>
  url === undefined ? undefined : urlIn(url, language, languagesOf(playbook)[0] as string)

export const LessonLink = ({ view, url, button, children }: LessonLinkProps) => {
  const address = addressOf(view, url)
  return address ? (
    <Out url={address} class={button ? 'button primary' : 'way'} onClick={() => view.send({ type: 'open' })}>
      {children}
      <Icon name="out" flips />
    </Out>
  ) : null
}
