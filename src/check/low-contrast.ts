/** Colours of a theme that are hard to tell from their background, and the nearest ones that are not. By WCAG 2.2. */
import { contrast, luminance } from '../playbook/contrast'
import { defaults } from '../playbook/defaults'
import type { Theme } from '../playbook/schema'

export interface LowContrast {
  shade: 'light' | 'dark'
  color: 'text' | 'accent'
  /** The ratio that is needed. */
  least: number
  ratio: number
}

/** Text needs 4.5:1 against the background, a control 3:1. */
const NEEDED = [
  ['text', 4.5],
  ['accent', 3],
] as const

/** The colours of one shade, with the card's own where the theme names none. */
export const colorsOf = (theme: Theme, shade: 'light' | 'dark'): Record<'text' | 'accent' | 'background', string> =>
  ({ ...defaults.theme[shade], ...theme[shade] }) as Record<'text' | 'accent' | 'background', string>

export const lowContrasts = (theme: Theme): LowContrast[] =>
  (['light', 'dark'] as const)
    .filter((shade) => theme[shade])
    .flatMap((shade) => {
      const colors = colorsOf(theme, shade)
      return NEEDED.map(([color, least]) => ({
        ...{ shade, color, least },
        ratio: contrast(colors[color], colors.background),
      })).filter(({ least, ratio }) => ratio < least)
    })

const channels = (color: string): number[] => {
  const long = color.length === 4 ? color.replace(/\w/g, '$&$&') : color
  return [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16))
}

/** Luminance at which black and white have the same contrast to a colour. */
const MIDDLE = 0.179

/**
 * The colour, mixed with as little black or white as makes it reach `least` against the background. undefined where not even
 * black or white does.
 */
export const readableColor = (color: string, background: string, least: number): string | undefined => {
  const towards = luminance(background) > MIDDLE ? 0 : 255
  for (let percent = 1; percent <= 100; percent++) {
    const mixed = channels(color).map((channel) => Math.round(channel + ((towards - channel) * percent) / 100))
    const candidate = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
    if (contrast(candidate, background) >= least) return candidate
  }
  return undefined
}
