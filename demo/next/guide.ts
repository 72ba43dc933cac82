/** What `npm start` prints: for each product one way to its ask, worked out from its playbook. */
import { JUMPS } from '../jumps'
import { playbookOf } from '../playbook'
import type { Collection, Product } from '../products/product'
import { reach } from './reach'
import { ANSWER, stepsOf } from './steps'
import { freshBook, wayTo } from './way'

export interface Guide {
  /** Where to begin. */
  path: string
  steps: string[]
}

/** Switches and what is repeated are in the list itself. */
export const pathTo = ({ slug, layout }: Collection, { id }: { id: string }): string =>
  layout === 'switch' || layout === 'repeat' ? `/${slug}` : `/${slug}/${id}`

/** Ways of the product's first user, who has just come: what comes by itself, and the first item of the first collection. */
export function guidesTo(product: Product, now = Date.now()): Guide[] {
  const playbook = playbookOf(product)
  const book = freshBook(product.users[0], now)
  const by = `product=${product.id}`
  const guides: Guide[] = []
  const passive = reach(playbook, book, now)
  if (passive) {
    const { label = '' } = passive.jump ?? JUMPS[0] ?? {}
    guides.push({ path: `/?${by}`, steps: [`press “${label}”: ${product.name} asks by itself`, ANSWER] })
  }
  const [collection] = product.collections
  const [item] = collection?.items ?? []
  const way = collection && item && wayTo(playbook, collection, item, book, now)
  if (way) guides.push({ path: `${pathTo(collection, item)}?${by}`, steps: stepsOf(playbook, collection, item, way) })
  return guides
}
