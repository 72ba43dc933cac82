/** The playbook's theme as custom properties on the host; `styles/theme.css` has the defaults. */
import { luminance } from '../playbook/contrast'
import type { Theme } from '../playbook/schema'

/** White or black, whichever is more legible on `color`: at least 4.58:1, the contrast where both are equal, at 0.179. */
export const readableOn = (color: string): string => (luminance(color) > 0.179 ? '#000' : '#fff')

/** The last theme applied to each host. */
const applied = new WeakMap<HTMLElement, Theme>()

export const applyTheme = (host: HTMLElement, theme: Theme | undefined): void => {
  if (!theme || applied.get(host) === theme) return
  applied.set(host, theme)
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) host.style.setProperty(`--gl-${name}`, value)
  }
  for (const shade of ['light', 'dark'] as const) {
    const colors = theme[shade] ?? {}
    for (const [name, color] of Object.entries(colors)) set(`${shade}-${name}`, color)
    if (colors.accent) set(`${shade}-on-accent`, readableOn(colors.accent))
  }
  if (theme.radius !== undefined) set('radius', `${theme.radius.toFixed()}px`)
  set('font', theme.font)
}
