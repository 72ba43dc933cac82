/** A world with an owned clock, a scripted endpoint and locks shared by its tabs; each tab is a `Host`. */
import type { GainloopEvent } from '../../src/delivery/event'
import { memoryCell } from '../../src/host/cell'
import type { Host, Requests, Vault } from '../../src/host/host'
import { createRequests } from '../../src/host/request'
import { openVault } from '../../src/host/vault'
import { NOON } from './events'

export interface Request {
  at: number
  events: GainloopEvent[]
  ids: string[]
  token: string | null
  keepalive: boolean
  bytes: number
}

/** What the endpoint does with a request: answer, or throw as a network failure does. */
export type Endpoint = (request: Request) => Response | Promise<Response>

export interface World {
  now: number
  answer: Endpoint
  requests: Request[]
  /** Timers set and not yet run or cancelled. */
  timers(): number
  /** Lets time pass, timer by timer, and everything in it come to rest. */
  pass(ms: number): Promise<void>
  tab(vault?: Vault): Tab
}

export interface Tab extends Host {
  hide(): void
  comeBack(): void
  listeners(): number
}

export const accepted: Endpoint = () => new Response(null, { status: 202 })
export const answering = (
  status: number,
  headers: Record<string, string> = {},
  body: string | null = null,
): Endpoint => {
  return () => new Response(body, { status, headers })
}
export const offline: Endpoint = () => {
  throw new TypeError('Failed to fetch')
}

/** Answers in turn, the last one for ever. */
export function script(...answers: Endpoint[]): Endpoint {
  let next = 0
  return (request) => (answers[Math.min(next++, answers.length - 1)] as Endpoint)(request)
}

/** All that a page does after its last event before the browser closes it: promises that need no task of their own. */
export async function microtasks(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}

/** Every microtask there is, storage and locks included. */
export async function rest(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}

export function openWorld(): World {
  /** One database under all tabs, as IndexedDB is: each change whole. */
  const shared = openVault([memoryCell()])
  const timers = new Set<{ at: number; run: () => void }>()
  const locks = new Map<string, Promise<unknown>>()
  let fresh = 0

  const world: World = {
    now: NOON,
    answer: accepted,
    requests: [],
    timers: () => timers.size,
    async pass(ms) {
      const end = world.now + ms
      for (;;) {
        await rest()
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        timers.delete(next)
        world.now = Math.max(world.now, next.at)
        next.run()
      }
      world.now = end
      await rest()
    },
    tab(vault = shared) {
      const hides = new Set<() => void>()
      const returns = new Set<() => void>()
      const listenTo = (set: Set<() => void>) => (run: () => void) => {
        set.add(run)
        return () => void set.delete(run)
      }
      const { get, post } = createRequests(async (_url, init) => {
        const body = String(init.body)
        const events: GainloopEvent[] = JSON.parse(body)
        const request: Request = {
          at: world.now,
          events,
          ids: events.map((event) => event.id),
          token: new Headers(init.headers).get('authorization'),
          keepalive: !!init.keepalive,
          bytes: Buffer.byteLength(body),
        }
        world.requests.push(request)
        return world.answer(request)
      })
      // Node has no page that an address could be relative to.
      const requests: Requests = {
        get,
        post: (url, options) => post(new URL(url, 'https://shop.example').href, options),
      }
      return {
        vault,
        now: () => world.now,
        id: () => `id-${++fresh}`,
        after(ms, run) {
          const timer = { at: world.now + ms, run }
          timers.add(timer)
          return () => void timers.delete(timer)
        },
        requests: async () => requests,
        async exclusively(name, work, wait) {
          const before = locks.get(name)
          if (before && !wait) return undefined
          const mine = (before ?? Promise.resolve()).then(work)
          const done = mine.catch(() => {})
          locks.set(name, done)
          void done.then(() => locks.get(name) === done && locks.delete(name))
          return mine
        },
        onHide: listenTo(hides),
        onReturn: listenTo(returns),
        hide() {
          for (const run of hides) run()
        },
        comeBack() {
          for (const run of returns) run()
        },
        listeners: () => hides.size + returns.size,
      }
    },
  }
  return world
}
