/** Contrast of a theme's colours, by WCAG 2.2. */
import type { Theme } from './schema'

/** The card's own colours, where a theme names none: as in `ui/styles`, which a test holds. */
export const COLORS = {
  light: { background: '#fff', text: '#16191d', accent: '#0b7258' },
  dark: { background: '#1a1c20', text: '#eceef1', accent: '#5fd3a8' },
} as const

/** Relative luminance, 0 to 1, of `#rgb` or `#rrggbb`. */
export const luminance = (color: string): number => {
  const hex = color.length === 4 ? color.replace(/\w/g, '$&$&') : color
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** The pairs of a theme that are hard to tell apart: text below 4.5:1, controls below 3:1. */
export const lowContrasts = (
  theme: Theme,
): { shade: 'light' | 'dark'; color: 'text' | 'accent'; least: number; ratio: number }[] =>
  (['light', 'dark'] as const).flatMap((shade) => {
    const { text, accent, background } = { ...COLORS[shade], ...theme[shade] } as Record<
      'text' | 'accent' | 'background',
      string
    >
    const pairs = [
      ['text', text, 4.5],
      ['accent', accent, 3],
    ] as const
    return pairs
      .map(([color, value, least]) => ({ shade, color, least, ratio: contrast(value, background) }))
      .filter(({ least, ratio }) => theme[shade] && ratio < least)
  })
