import type { Interval } from '../intervals'
import { html, type Markup } from './html'

/**
 * Draws an interval on its scale: a bar from its lower to its upper end, and a mark at the estimate. It is hidden from screen
 * readers, because the figures stand beside it as text. SVG attributes place it: the page's policy forbids inline styles.
 */
export function intervalBar({ estimate, low, high }: Interval, [from, to]: readonly [number, number]): Markup {
  const at = (value: number): number => Number((((value - from) / (to - from)) * 200).toFixed(1))
  const mark = (value: number, name: string): Markup =>
    html`<rect class="${name}" x="${Math.min(Math.max(at(value) - 1, 0), 198)}" width="2" height="10"/>`
  return html`<svg class="bar" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" y="3" width="200" height="4"/><rect class="range" x="${at(low)}" y="1" width="${Math.max(at(high) - at(low), 1)}" height="8"/>${from < 0 && mark(0, 'zero')}${estimate !== null && mark(estimate, 'mark')}</svg>`
}
