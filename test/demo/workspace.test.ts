import { expect, it } from 'vitest'
import { productOf } from '../../demo/products'
import { createWorkspaces } from '../../demo/workspace'

it('what happens again and again stays to be done, and counts', () => {
  const [contacts] = productOf('lead-capture').collections
  if (!contacts) throw new Error('no contacts')
  const workspace = createWorkspaces().of('lead-capture', 'u_ines', 0)
  workspace.complete(contacts, 's_1', 1)
  const { item, counted = 0 } = workspace.complete(contacts, 's_1', 2) ?? {}
  expect([item?.done, item?.cells[counted]]).toEqual([undefined, '220'])
})
