import { expect, it, vi } from 'vitest'
import { fetchAhead } from '../../src/host/fetch-ahead'
import type { Fetch } from '../../src/host/host'

const hanging = () => vi.fn<Fetch>(() => new Promise<never>(() => {}))
const signalOf = (fetch: ReturnType<typeof hanging>): AbortSignal | null | undefined => fetch.mock.calls[0]?.[1].signal

it('A request made ahead ends when whoever took it gives up, so that it blocks no other for the same address', () => {
  const fetch = hanging()
  const ahead = fetchAhead(fetch, '/playbook.json', new AbortController().signal)
  const attempt = new AbortController()
  void ahead('/playbook.json', { signal: attempt.signal })
  expect([fetch.mock.calls.length, signalOf(fetch)?.aborted]).toEqual([1, false])
  attempt.abort()
  expect(signalOf(fetch)?.aborted).toBe(true)
})

it('A request made ahead ends with the page’s Gainloop', () => {
  const fetch = hanging()
  const life = new AbortController()
  fetchAhead(fetch, '/playbook.json', life.signal)
  life.abort()
  expect(signalOf(fetch)?.aborted).toBe(true)
})

it('Every further request is one of its own', () => {
  const fetch = hanging()
  const ahead = fetchAhead(fetch, '/playbook.json', new AbortController().signal)
  for (let n = 0; n < 3; n++) void ahead('/playbook.json', {})
  expect(fetch).toHaveBeenCalledTimes(3)
})
