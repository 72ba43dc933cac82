import { expect, it } from 'vitest'
import { createSpeaker } from '../../src/loop/speaker'

it.each([
  ['an anonymous user', 'anon-1', undefined],
  ['the user', 'u_1', 'own'],
  ['another user, who has to wait', 'u_2', null],
])('for events of %s the token is right', async (_, subject, token) => {
  expect(await createSpeaker('shared', { id: 'u_1', token: 'own' }).tokenFor(subject)).toBe(token)
})

it('without any token, events of every user go without one', () => {
  const speaker = createSpeaker(undefined, { id: 'u_1' })
  expect(speaker.tokenFor('u_1')).toBeUndefined()
  expect(speaker.tokenFor('u_2')).toBeUndefined()
})

it('calls a token function for every batch', async () => {
  let count = 0
  const speaker = createSpeaker(undefined, { id: 'u_1', token: async () => `token ${++count}` })
  expect(await speaker.tokenFor('u_1')).toBe('token 1')
  expect(await speaker.tokenFor('u_1')).toBe('token 2')
})

it('gives nobody the token of the user before, and keeps the token of a user who is named again', () => {
  const speaker = createSpeaker('shared', { id: 'u_1', token: 'own' })
  speaker.identify({ id: 'u_1', traits: { plan: 'pro' } })
  expect(speaker.tokenFor('u_1')).toBe('own')
  speaker.identify({ id: 'u_2' })
  expect(speaker.tokenFor('u_2')).toBe('shared')
  expect(speaker.tokenFor('u_1')).toBeNull()
})

it('speaks for the user who leaves until their events are on their way, and not against one who came meanwhile', async () => {
  const speaker = createSpeaker(undefined, { id: 'u_1', token: 'own' })
  const sent = Promise.resolve()
  speaker.leave(sent)
  expect(speaker.tokenFor('u_1')).toBe('own')
  await sent
  await Promise.resolve()
  expect(speaker.tokenFor('u_1')).toBeNull()

  speaker.identify({ id: 'u_1', token: 'own' })
  const later = Promise.resolve()
  speaker.leave(later)
  speaker.identify({ id: 'u_2', token: 'second' })
  await later
  await Promise.resolve()
  expect(speaker.tokenFor('u_2')).toBe('second')
})

it.each([
  ['undefined', undefined, 'undefined'],
  ['null', null, 'null'],
  ['an object', { token: 'jwt' }, 'an object with "token"'],
])('names what a token function answers that is no token: %s', async (_, answer, words) => {
  const token = async () => answer as unknown as string
  const speaker = createSpeaker(undefined, { id: 'u_1', token })
  await expect(speaker.tokenFor('u_1')).rejects.toThrow(`no token: the token function answered ${words}`)
})
