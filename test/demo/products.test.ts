import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { products } from '../../demo/products'
import { inHoldout } from '../../src/lesson/holdout'
import type { Playbook } from '../../src/playbook/schema'

const playbookOf = (id: string): Playbook =>
  JSON.parse(readFileSync(new URL(`../../demo/playbooks/${id}.json`, import.meta.url), 'utf8'))

describe.each(products)('the demo’s $name', (product) => {
  const playbook = playbookOf(product.id)

  it.each(product.collections)('tracks an action of its playbook: $action', ({ action, figures }) => {
    const { metrics = {} } = playbook.actions[action] ?? {}
    expect(playbook.actions).toHaveProperty([action])
    for (const outcome of Object.values(figures?.outcomes ?? {})) {
      expect(Object.keys(metrics)).toEqual(expect.arrayContaining(Object.keys(outcome)))
    }
  })

  it('leaves out no action but those that need none', () => {
    const tracked = product.collections.map(({ action }) => action)
    const untracked = Object.entries(playbook.actions).filter(([name]) => !tracked.includes(name))
    for (const [, { ask }] of untracked) expect(ask.when).toHaveProperty('every')
  })

  it('speaks the languages of its playbook', () => {
    expect(product.languages).toEqual(playbook.languages)
  })

  it.each(product.users)('shows lessons to $name: nobody to try it as is in the holdout', ({ id }) => {
    expect(inHoldout(playbook, id)).toBe(false)
  })
})
