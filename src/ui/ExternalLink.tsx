/** Links out of the card. Always in a new tab, so that the user's page stays. */
import type { ComponentChildren } from 'preact'
import type { Url } from '../playbook/schema'
import { useCard } from './context'
import { Icon } from './Icon'

interface ExternalLinkProps {
  /** Must be safe already. */
  href: string
  class?: string | undefined
  onClick?: () => void
  children: ComponentChildren
}

/**
 * `noopener` without `noreferrer`: the new page can't reach back, but learns where the visit came from. `new-tab` is the
 * card's hidden "Opens in a new tab".
 */
export const ExternalLink = ({ children, ...rest }: ExternalLinkProps) => (
  <a target="_blank" rel="noopener" aria-describedby="new-tab" {...rest}>
    {children}
  </a>
)

const ARROW = 'M8 4.5h7.5V12M15.5 4.5l-11 11'

interface LessonLinkProps {
  url: Url | undefined
  look?: string | undefined
  children: ComponentChildren
}

/** A lesson's link to what it is about; following it opens the lesson. Nothing for a URL that is missing or not safe. */
export const LessonLink = ({ url, look, children }: LessonLinkProps) => {
  const { safeUrl, send } = useCard()
  const href = safeUrl(url)
  if (!href) return null
  return (
    <ExternalLink href={href} class={look} onClick={() => send({ type: 'open' })}>
      {children}
      <Icon path={ARROW} />
    </ExternalLink>
  )
}
