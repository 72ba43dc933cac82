import { describe, expect, it } from 'vitest'
import { guidesTo } from '../../demo/next/guide'
import { freshBook, wayTo } from '../../demo/next/way'
import { playbookOf } from '../../demo/playbook'
import { products } from '../../demo/products'
import { inHoldout } from '../../src/lesson/holdout'
import { compilePlaybook } from '../../src/playbook/compile'
import { coverage } from '../../src/playbook/coverage'
import { parsePlaybook } from '../../src/playbook/parse'

const NOW = Date.UTC(2026, 5, 1)

it('each product has a look of its own', () => {
  const looks = products.map((product) => playbookOf(product).theme?.light?.accent)
  expect(new Set(looks).size).toBe(products.length)
  expect(looks).not.toContain(undefined)
  expect(new Set(products.map(({ icon }) => icon)).size).toBe(products.length)
})

describe.each(products)('the demo’s $name', (product) => {
  const playbook = playbookOf(product)

  it('has a playbook in which nothing is wrong, its colours’ contrast included', () => {
    const parsed = parsePlaybook(playbook)
    expect(parsed.ok && coverage(parsed.playbook).problems).toEqual([])
  })

  it.each(product.users.flatMap((user) => product.collections.map((collection) => ({ user, collection }))))(
    'asks $user.name about one of its $collection.slug, by buttons that are there',
    ({ user, collection }) => {
      const book = freshBook(user, NOW)
      const ways = collection.items.filter(({ past }) => !past)
      expect(ways.some((item) => wayTo(playbook, collection, item, book, NOW))).toBe(true)
    },
  )

  it('is told of when the demo starts', () => {
    const guides = guidesTo(product, NOW)
    expect(guides.length).toBeGreaterThan(0)
    for (const { path, steps } of guides)
      expect([path, steps.at(-1)]).toEqual([expect.stringContaining(product.id), 'answer the card'])
  })

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
    expect(inHoldout(compilePlaybook(playbook), id)).toBe(false)
  })
})
