import { expect, it } from 'vitest'
import type { Identity } from '../../src/api'
import { createConnection } from '../../src/react/connection'
import type { ProviderOptions } from '../../src/react/provider-options'
import { createGainloop, live, made } from './recorder'

const open = (options: Partial<ProviderOptions>) => {
  const connection = createConnection(createGainloop, { playbook: '/playbook.json', ...options })
  const close = connection.open()
  const instance = made.at(-1)
  if (!instance) throw new Error('no instance was made')
  return { ...connection, close, instance }
}

const tokenOf = async (from: { token?: Identity['token'] } | undefined): Promise<string | undefined> =>
  typeof from?.token === 'function' ? from.token() : from?.token

it('makes no instance before it is opened, and none is left when it is closed', () => {
  const count = made.length
  const { open } = createConnection(createGainloop, { playbook: '/playbook.json' })
  expect(made.length).toBe(count)
  const close = open()
  expect(live().length).toBe(1)
  close()
  expect(live()).toEqual([])
})

it('opens again with what the props are by then', () => {
  const { close, update, open: again } = open({ language: 'en', user: { id: 'u_1' } })
  close()
  update({ playbook: '/playbook.json', language: 'de', user: { id: 'u_2' } })
  again()
  expect(made.at(-1)).toMatchObject({ options: { language: 'de', user: { id: 'u_2' } }, calls: [] })
})

it('calls the token function of the latest render', async () => {
  const { instance, update } = open({ user: { id: 'u_1' }, token: async () => 'first' })
  expect(await tokenOf(instance.options.user)).toBe('first')
  update({ playbook: '/playbook.json', user: { id: 'u_1' }, token: async () => 'second' })
  expect(await tokenOf(instance.options.user)).toBe('second')
  expect(await tokenOf(instance.options)).toBe('second')
  expect(instance.calls).toEqual([])
})

it('prefers the user’s own token, and gives none where there is none', async () => {
  const { instance } = open({ user: { id: 'u_1', token: 'own' }, token: 'beside' })
  expect(await tokenOf(instance.options.user)).toBe('own')
  expect(await tokenOf(open({}).instance.options)).toBe('')
})

it('never speaks for one user with the token of the next', async () => {
  const { instance, update } = open({ user: { id: 'u_1', token: async () => 'of the first' } })
  update({ playbook: '/playbook.json', user: { id: 'u_2', token: async () => 'of the second' } })
  expect(await tokenOf(instance.options.user)).toBe('of the first')
  const [, second] = instance.calls[0] as [string, Identity]
  expect(second.id).toBe('u_2')
  expect(await tokenOf(second)).toBe('of the second')
})
