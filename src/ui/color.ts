/** Relative luminance, 0 to 1, of `#rgb` or `#rrggbb`. WCAG 2.2, "relative luminance". */
export const luminance = (color: string): number => {
  const hex = color.length === 4 ? color.replace(/\w/g, '$&$&') : color
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** White or black, whichever reads better on `color`: at least 4.58:1, the contrast where both are equal, at 0.179. */
export const readableOn = (color: string): string => (luminance(color) > 0.179 ? '#000' : '#fff')
