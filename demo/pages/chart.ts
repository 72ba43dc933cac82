import { html, type Markup } from '../html'

const WIDTH = 640
const HEIGHT = 160
const FOOT = 22

/** Bars, drawn with SVG attributes because the page's policy allows no inline styles. */
export function chart({
  title,
  points,
  labels,
}: {
  title: string
  points: readonly number[]
  labels: readonly string[]
}): Markup {
  const most = Math.max(...points)
  const step = WIDTH / points.length
  const bars = points.map((point, index) => {
    const height = Math.round((point / most) * (HEIGHT - FOOT - 24))
    const x = Math.round(index * step + step * 0.2)
    const middle = Math.round(index * step + step / 2)
    return html`<rect x="${x}" y="${HEIGHT - FOOT - height}" width="${Math.round(step * 0.6)}" height="${height}" rx="5"/>
<text x="${middle}" y="${HEIGHT - FOOT - height - 7}">${point.toLocaleString('en')}</text>
<text x="${middle}" y="${HEIGHT - 4}" class="axis">${labels[index]}</text>`
  })
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: from ${points[0]} to ${points.at(-1)}">${bars}</svg>`
}
