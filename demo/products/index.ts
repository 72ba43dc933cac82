import { adsManager } from './ads-manager'
import { emailMarketing } from './email-marketing'
import { leadCapture } from './lead-capture'
import type { Product } from './product'
import { uptimeMonitor } from './uptime-monitor'

export const products: readonly Product[] = [emailMarketing, adsManager, leadCapture, uptimeMonitor]

/** The product of that id, else the first. */
export const productOf = (id: string | undefined): Product =>
  products.find((product) => product.id === id) ?? emailMarketing
