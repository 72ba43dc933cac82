/** The nearest colour that can be told from its background. */
import { contrast, luminance } from './contrast'

const channels = (hex: string): number[] => {
  const long = hex.length === 4 ? hex.replace(/\w/g, '$&$&') : hex
  return [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16))
}

/** Black or white is mixed in, hundredth by hundredth; undefined where not even they reach `least`. */
export const mendedColor = (color: string, background: string, least: number): string | undefined => {
  const towards = luminance(background) > 0.179 ? 0 : 255
  for (let share = 1; share <= 100; share++) {
    const mixed = `#${channels(color)
      .map((one) => Math.round(one + ((towards - one) * share) / 100))
      .map((one) => one.toString(16).padStart(2, '0'))
      .join('')}`
    if (contrast(mixed, background) >= least) return mixed
  }
  return undefined
}
