// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { start } from '../src/embed'
import type { Parts } from '../src/parts'

const page = globalThis as unknown as Record<string, { q?: unknown[][] | undefined; destroy?(): void } | undefined>
const said = vi.spyOn(console, 'warn')
const never = () => new Promise<never>(() => {})
const parts = { loop: never, requests: never, validate: never } as unknown as Parts

const stub = (name: string): void => {
  const queue = Object.assign((...call: unknown[]) => void (queue.q = [...(queue.q ?? []), call]), {
    q: undefined as unknown[][] | undefined,
  })
  page[name] = queue
}
const tagWith = (data: Record<string, string>): HTMLScriptElement => {
  const tag = document.createElement('script')
  Object.assign(tag.dataset, { playbook: '#inline', storage: 'memory', ...data })
  document.head.append(tag)
  return tag
}
/** The globals with the methods of Gainloop. */
const started = (): string[] => ['gainloop', 'analytics'].filter((name) => page[name] && 'on' in page[name])

beforeEach(() => void said.mockImplementation(() => {}))
afterEach(() => {
  for (const name of started()) page[name]?.destroy?.()
  delete page.gainloop
  delete page.analytics
  document.head.replaceChildren()
  said.mockReset()
})

it('data-name names the global', () => {
  start(tagWith({ name: 'analytics' }), parts)
  expect([started(), said.mock.calls]).toEqual([['analytics'], []])
})

it('A data-name is reported where the page calls gainloop() all the same', () => {
  stub('gainloop')
  ;(page.gainloop as unknown as (...call: unknown[]) => void)('track', 'sent')
  start(tagWith({ name: 'analytics' }), parts)
  expect(said.mock.calls).toEqual([[expect.stringMatching(/^\[gainloop\] data-name="analytics" .*gainloop\(…\)/)]])
})
