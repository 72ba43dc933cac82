import type { ComponentChildren } from 'preact'
import { safeUrl } from '../playbook/url'

interface OutProps {
  url: string | undefined
  class?: string
  onClick?: () => void
  children?: ComponentChildren
}

/**
 * A link out of the card: always a new tab, so that the user's page stays; the new page can't reach back, but learns where the
 * visit came from. An unsafe address leaves the words alone. `new-tab` is the card's hidden "Opens in a new tab".
 */
export const Out = ({ url = '', children, ...rest }: OutProps) => {
  const href = safeUrl(url)
  return href ? (
    <a href={href} target="_blank" rel="noopener" aria-describedby="new-tab" {...rest}>
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )
}
