/** Relative luminance, 0 to 1, of `#rgb` or `#rrggbb`. WCAG 2.2, "relative luminance". */
export const luminance = (color: string): number => {
  const hex = color.length === 4 ? color.replace(/\w/g, '$&$&') : color
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** White or near-black, whichever reads better on `color`; one of them always has at least 4.5:1. 0.18 is where both are equal. */
export const readableOn = (color: string): string => (luminance(color) > 0.18 ? '#0b0d0f' : '#fff')
