/** The playbook's theme as custom properties on the host; `styles/theme.css` has the defaults. */
import type { Theme } from '../playbook/schema'
import { readableOn } from './color'

export const applyTheme = (host: HTMLElement, theme: Theme = {}): void => {
  const set = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) host.style.setProperty(`--gl-${name}`, `${value}`)
  }
  for (const shade of ['light', 'dark'] as const) {
    const colors = theme[shade] ?? {}
    for (const [name, color] of Object.entries(colors)) set(`${shade}-${name}`, color)
    set(`${shade}-on-accent`, colors.accent && readableOn(colors.accent))
  }
  set('radius', theme.radius?.toFixed().concat('px'))
  set('font', theme.font)
}
