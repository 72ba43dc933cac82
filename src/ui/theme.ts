/** The playbook's theme as custom properties on the host; `card.css` has the defaults. */
import type { Theme } from '../playbook/schema'
import { readableOn } from './color'

const SHADES = ['light', 'dark'] as const

export const applyTheme = (host: HTMLElement, theme: Theme = {}): void => {
  const set = (name: string, value: string | undefined): void => {
    if (value) host.style.setProperty(`--gl-${name}`, value)
  }
  for (const shade of SHADES) {
    const colors = theme[shade] ?? {}
    set(`${shade}-background`, colors.background)
    set(`${shade}-text`, colors.text)
    set(`${shade}-accent`, colors.accent)
    set(`${shade}-on-accent`, colors.accent && readableOn(colors.accent))
  }
  set('radius', theme.radius === undefined ? undefined : `${theme.radius}px`)
  set('font', theme.font)
}
