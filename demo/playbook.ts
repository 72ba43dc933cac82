/** The playbooks of the demo's products, as their pages load them. */
import { readFileSync } from 'node:fs'
import type { Playbook } from '../src/playbook/schema'
import type { Product } from './products/product'

export const playbookOf = ({ id }: Pick<Product, 'id'>): Playbook =>
  JSON.parse(readFileSync(new URL(`playbooks/${id}.json`, import.meta.url), 'utf8'))
