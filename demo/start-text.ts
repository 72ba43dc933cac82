/** What `npm start` says once the demo runs. */
import { guidesTo } from './next/guide'
import { products } from './products'

/** @param now milliseconds since 1970 */
export function startText(url: string, db: string, now = Date.now()): string {
  const ways = products.flatMap((product) => [
    `${product.name} · ${product.kind}`,
    ...guidesTo(product, now).flatMap(({ path, steps }) => [`  ${url}${path}`, `    ${steps.join(' → ')}`]),
  ])
  return `
Gainloop demo: ${url}

The bar at the top of every page says what to press next. The ways to a lesson:

${ways.join('\n')}

Another answer, or another user at the top, leads to another lesson.
${url}/demo/mail lists links for those who don't come back: act as one user, then look as another, three days later.
"Stored events" shows what reached the endpoint, read back from ${db}.

Stop with Ctrl+C.
`
}
