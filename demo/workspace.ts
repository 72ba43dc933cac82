/** What the users of the demo's product have done in it: kept in memory, gone when the demo stops. */
import type { Collection, Item, Outcome } from './products/product'

export interface LiveItem extends Item {
  /** When its action was completed, in milliseconds since 1970. */
  done?: number
  outcome?: Outcome
}

/** What came of completing an action. */
export interface Completed {
  item: LiveItem
  /** It can be done again, and its cell of that number, which counts, says so now. */
  counted?: number
}

export interface Workspace {
  /** When this user first came, in milliseconds since 1970 by the demo's clock. */
  since: number
  items(collection: Collection): LiveItem[]
  item(collection: Collection, id: string): LiveItem | undefined
  create(collection: Collection, label: string): LiveItem
  complete(collection: Collection, id: string, now: number): Completed | undefined
  /** Switched off again: open, as before. */
  undo(collection: Collection, id: string): void
  remove(collection: Collection, id: string): void
  measure(collection: Collection, id: string, outcome: Outcome): void
}

function createWorkspace(since: number): Workspace {
  const kept = new Map<string, LiveItem[]>()
  const items = (collection: Collection): LiveItem[] => {
    const known = kept.get(collection.slug) ?? collection.items.map((item) => ({ ...item }))
    kept.set(collection.slug, known)
    return known
  }
  const item = (collection: Collection, id: string) => items(collection).find((one) => one.id === id)
  return {
    since,
    items,
    item,
    create(collection, label) {
      const model = collection.items[0]
      const made: LiveItem = { ...model, id: `n_${items(collection).length + 1}`, label, cells: model?.cells ?? [] }
      kept.set(collection.slug, [made, ...items(collection)])
      return made
    },
    complete(collection, id, now) {
      const found = item(collection, id)
      if (!found) return undefined
      const { counts } = collection
      if (!counts) {
        if (!found.past) found.done = now
        return { item: found }
      }
      const more = Number(found.properties?.[counts.by] ?? 1)
      found.cells = found.cells.map((cell, column) => (column === counts.column ? String(Number(cell) + more) : cell))
      return { item: found, counted: counts.column }
    },
    undo(collection, id) {
      delete item(collection, id)?.done
    },
    remove(collection, id) {
      kept.set(
        collection.slug,
        items(collection).filter((one) => one.id !== id),
      )
    },
    measure(collection, id, outcome) {
      const found = item(collection, id)
      if (found) found.outcome = outcome
    },
  }
}

/** One workspace for each user of each product, made when first asked for. */
export function createWorkspaces(): { of(product: string, user: string, now: number): Workspace; clear(): void } {
  const all = new Map<string, Workspace>()
  return {
    of(product, user, now) {
      const key = `${product} ${user}`
      const workspace = all.get(key) ?? createWorkspace(now)
      all.set(key, workspace)
      return workspace
    },
    clear: () => all.clear(),
  }
}
