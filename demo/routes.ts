/** Which page answers at which path of the product. */
import { collectionPage } from './pages/collection'
import { dashboard } from './pages/dashboard'
import { itemPage } from './pages/item'
import type { Page, PageContext } from './pages/page'
import { missingPage, resourcePage } from './pages/resource'

const RESOURCE = /^\/(help|tools|courses|webinars|templates)\//

export function pageAt(context: PageContext): { page: Page; status: 200 | 404 } {
  const found = existingPage(context)
  return found ? { page: found, status: 200 } : { page: missingPage(), status: 404 }
}

function existingPage(context: PageContext): Page | undefined {
  const { path, product, workspace } = context
  if (path === '/') return dashboard(context)
  if (RESOURCE.test(path)) return resourcePage(path)
  const [slug, id, ...more] = path.split('/').filter(Boolean)
  const collection = product.collections.find((one) => one.slug === slug)
  if (!collection || more.length) return undefined
  if (id === undefined) return collectionPage(context, collection)
  const item = workspace.item(collection, id)
  return item && itemPage(context, collection, item)
}
