/** Colours and their contrast, by WCAG 2.2. All are `#rgb` or `#rrggbb`. */

const channels = (color: string): number[] => {
  const hex = color.length === 4 ? color.replace(/\w/g, '$&$&') : color
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** Relative luminance, 0 to 1. */
export const luminance = (color: string): number => {
  const [r = 0, g = 0, b = 0] = channels(color).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** `share` of `a` in `b`, as `color-mix(in srgb, …)` mixes them. */
export const mix = (a: string, b: string, share: number): string => {
  const under = channels(b)
  const mixed = channels(a).map((channel, index) => Math.round(channel * share + (under[index] ?? 0) * (1 - share)))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Luminance at which black and white have the same contrast to a colour: 4.58:1. */
const MIDDLE = 0.179

/** Black or white, whichever is more legible on `color`: at least 4.58:1. */
export const readableOn = (color: string): '#000' | '#fff' => (luminance(color) > MIDDLE ? '#000' : '#fff')

/**
 * The colour, mixed with as little black or white as makes it reach `least` against every one of the grounds. undefined where
 * not even black or white does.
 */
export const readableColor = (color: string, grounds: readonly string[], least: number): string | undefined => {
  const towards = readableOn(grounds[0] ?? '#fff')
  for (let percent = 0; percent <= 100; percent++) {
    const candidate = mix(towards, color, percent / 100)
    if (grounds.every((ground) => contrast(candidate, ground) >= least)) return candidate
  }
  return undefined
}
