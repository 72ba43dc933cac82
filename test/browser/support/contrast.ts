/** Contrast of every text and every control of the cards in a page, as they are painted. axe-core can't tell it here. */
import type { Page } from 'playwright-core'

export interface Measured {
  texts: number
  controls: number
  /** What is hard to read or to see. */
  weak: string[]
}

/**
 * Texts need 4.5:1 to what they stand on, 3:1 where they are large; marks, drawings and the edges of fields 3:1.
 * (WCAG 2.2, 1.4.3 and 1.4.11.) Nothing may move any more.
 */
export const measureContrast = (page: Page): Promise<Measured> =>
  // A string: the compiler of the tests must not add helpers to what the page runs.
  page.evaluate(`(${measure.toString()})()`)

function measure(): Measured {
  type Color = [number, number, number, number]
  const read = (color: string): Color => {
    const numbers = (color.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number)
    const scale = color.startsWith('color(srgb') ? 255 : 1
    const [r = 0, g = 0, b = 0, a = 1] = numbers
    return [r * scale, g * scale, b * scale, color === 'transparent' ? 0 : a]
  }
  const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
    r * a + r2 * (1 - a),
    g * a + g2 * (1 - a),
    b * a + b2 * (1 - a),
    1,
  ]
  const luminance = ([r, g, b]: Color): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((channel) => {
      const part = channel / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const contrast = (a: Color, b: Color): number => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (light + 0.05) / (dark + 0.05)
  }

  const result: Measured = { texts: 0, controls: 0, weak: [] }
  for (const { shadowRoot: root } of document.querySelectorAll('gainloop-card')) {
    const sheet = root?.querySelector('section')
    if (!root || !sheet) continue
    const paper = read(getComputedStyle(sheet, '::before').backgroundColor)
    /** What is painted at the middle of that box, below the element: the last of the list is the lowest. */
    const groundOf = (element: Element, box: DOMRect): Color => {
      const stack = root.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return stack
        .filter((one) => one === element || !element.contains(one))
        .reverse()
        .reduce((ground, one) => over(read(getComputedStyle(one).backgroundColor), ground), paper)
    }
    const name = sheet.closest('figure')?.id ?? root.host.closest('figure')?.id ?? ''
    const judge = (what: string, color: string, ground: Color, least: number): void => {
      const ratio = contrast(over(read(color), ground), ground)
      if (ratio < least) result.weak.push(`${name}: ${what} ${ratio.toFixed(2)}:1 of ${least}:1`)
    }
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: element, textContent } = node
      if (!element || !textContent?.trim() || !element.checkVisibility({ opacityProperty: true })) continue
      const style = getComputedStyle(element)
      if (element.closest('.sr, .read, [hidden], .stars span')) continue
      element.scrollIntoView({ block: 'center' })
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (!box.width) continue
      const size = Number.parseFloat(style.fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
      result.texts++
      judge(`"${textContent.trim().slice(0, 30)}"`, style.color, groundOf(element, box), isLarge ? 3 : 4.5)
    }
    for (const control of sheet.querySelectorAll<HTMLElement>(
      'input:not([type=radio], [type=checkbox]), textarea, svg',
    )) {
      if (!control.checkVisibility({ opacityProperty: true })) continue
      control.scrollIntoView({ block: 'center' })
      const style = getComputedStyle(control)
      const box = control.getBoundingClientRect()
      result.controls++
      if (control.tagName === 'svg') {
        // A seal is a mark on a disc of its own.
        if (control.matches('.seal')) continue
        const color = control.matches('.box') ? style.borderTopColor : style.color
        judge(`drawing in "${control.parentElement?.textContent?.slice(0, 30)}"`, color, groundOf(control, box), 3)
      } else {
        const outside = groundOf(control.parentElement ?? control, box)
        judge('edge of a field', style.borderTopColor, outside, 3)
      }
    }
  }
  return result
}
