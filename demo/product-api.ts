/** The server side of the demo's product: what its buttons do. Answers with what the page then tells Gainloop. */
import { figure } from './pages/figure'
import type { PageContext } from './pages/page'
import type { Collection, Outcome } from './products/product'

interface Deed {
  context: PageContext
  collection: Collection
  id: string
  body: Record<string, unknown>
}

const pathOf = (collection: Collection, id = '') => `/${collection.slug}${id && `/${id}`}`

const deeds: Record<string, (deed: Deed) => unknown> = {
  create({ context, collection }) {
    const count = context.workspace.items(collection).length
    const made = context.workspace.create(collection, `Untitled ${collection.singular} ${count + 1}`)
    return { path: pathOf(collection, made.id) }
  },

  complete({ context, collection, id }) {
    const completed = context.workspace.complete(collection, id, context.now)
    if (!completed) return undefined
    const { item, counted } = completed
    return {
      ...(counted !== undefined && { count: item.cells[counted] }),
      action: collection.action,
      moment: {
        id: collection.layout === 'repeat' ? `${id}_${crypto.randomUUID().slice(0, 8)}` : id,
        label: item.label,
        ...(item.properties && { properties: item.properties }),
      },
      notice: collection.notice.replace('{label}', item.label),
    }
  },

  undo({ context, collection, id }) {
    context.workspace.undo(collection, id)
    return { id }
  },

  remove({ context, collection, id }) {
    context.workspace.remove(collection, id)
    return { id, path: pathOf(collection) }
  },

  figures({ context, collection, id, body }) {
    const outcome = body.outcome as Outcome
    const metrics = collection.figures?.outcomes[outcome]
    if (!metrics) return undefined
    context.workspace.measure(collection, id, outcome)
    const declared = context.playbook.actions[collection.action]?.metrics ?? {}
    const shown = Object.fromEntries(
      Object.entries(metrics).map(([name, value]) => [name, figure(value, declared[name])]),
    )
    return { id, metrics, shown }
  },
}

/** `POST /app/campaigns/c_42/complete`; undefined where nothing answers to that path. */
export function productApi(context: PageContext, path: string, body: Record<string, unknown>): unknown {
  const [slug, ...rest] = path.split('/').filter(Boolean)
  const collection = context.product.collections.find((one) => one.slug === slug)
  const name = rest.at(-1) ?? ''
  if (!collection || !Object.hasOwn(deeds, name)) return undefined
  return deeds[name]?.({ context, collection, id: rest.length > 1 ? (rest[0] ?? '') : '', body })
}
