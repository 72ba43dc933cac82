/** Colours of a theme that are hard to tell from their background. */
import { contrast, readableColor } from '../playbook/contrast'
import { defaults } from '../playbook/defaults'
import type { Playbook, Theme } from '../playbook/schema'
import { type Problem, warning } from './problem'

export interface LowContrast {
  shade: 'light' | 'dark'
  color: 'text'
  /** The ratio that is needed. */
  least: number
  ratio: number
}

/** What text needs against the background. */
const LEAST = 4.5

/** The colours of one shade, with the card's own where the theme names none. */
export const colorsOf = (theme: Theme, shade: 'light' | 'dark'): Record<'text' | 'accent' | 'background', string> =>
  ({ ...defaults.theme[shade], ...theme[shade] }) as Record<'text' | 'accent' | 'background', string>

export const lowContrasts = (theme: Theme): LowContrast[] =>
  (['light', 'dark'] as const)
    .filter((shade) => theme[shade])
    .map((shade): LowContrast => {
      const { text, background } = colorsOf(theme, shade)
      return { shade, color: 'text', least: LEAST, ratio: contrast(text, background) }
    })
    .filter(({ least, ratio }) => ratio < least)

/** What the edge of a control needs against the background. */
const LEAST_OF_CONTROL = 3

/** Accents that the card can't use as they are. Nothing is hard to see for it: it derives what it needs (`ui/theme.ts`). */
export const paleAccents = ({ theme = {} }: Playbook): Problem[] =>
  (['light', 'dark'] as const).flatMap((shade) => {
    const { accent, background } = colorsOf(theme, shade)
    const ratio = contrast(accent, background)
    if (!theme[shade] || ratio >= LEAST_OF_CONTROL) return []
    const derived = readableColor(accent, [background], LEAST_OF_CONTROL)
    return [
      warning(
        ['theme', shade, 'accent'],
        'low-contrast',
        `${accent} has a contrast of ${ratio.toFixed(1)}:1 to the background, and ${LEAST_OF_CONTROL}:1 is needed, so edges and words are drawn in a stronger shade of it`,
        derived && `To choose the shade yourself, write "accent": "${derived}".`,
      ),
    ]
  })
