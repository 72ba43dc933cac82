// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { openSession } from '../../src/host/session'

const MINUTE = 60_000
let now = 0
const open = (keep?: boolean) => openSession('gainloop', () => now, keep)
const move = () => window.dispatchEvent(new Event('pointerdown'))

beforeEach(() => {
  now = 1_000_000_000
  sessionStorage.clear()
})

it('A session begins without asks, and stores nothing until the first', () => {
  const session = open()
  move()
  expect([session.asks(), sessionStorage.length]).toEqual([0, 0])
  session.destroy()
})

it('It counts asks, across reloads of its tab', () => {
  const first = open()
  first.count()
  first.destroy()
  const reloaded = open()
  reloaded.count()
  expect(reloaded.asks()).toBe(2)
  reloaded.destroy()
})

it('It ends after 30 minutes without activity', () => {
  const session = open()
  session.count()
  now += 31 * MINUTE
  expect(session.asks()).toBe(0)
  move()
  expect(sessionStorage.length).toBe(0)
  session.destroy()
})

it('Activity keeps it going', () => {
  const session = open()
  session.count()
  for (let i = 0; i < 5; i++) {
    now += 20 * MINUTE
    move()
  }
  expect(session.asks()).toBe(1)
  now += 31 * MINUTE
  move()
  expect(session.asks()).toBe(0)
})

it('A clock set back does not end it', () => {
  const session = open()
  session.count()
  now -= 100 * 24 * 60 * MINUTE
  move()
  expect(session.asks()).toBe(1)
  session.destroy()
})

it.each(['', 'null', '7', '{"asks":"many"}', '{"asks":1'])('Garbage in storage (%s) is an empty session', (garbage) => {
  sessionStorage.setItem('gainloop:session', garbage)
  expect(open().asks()).toBe(0)
})

it('Where nothing may be kept, this page still counts', () => {
  const session = open(false)
  session.count()
  expect([session.asks(), sessionStorage.length]).toEqual([1, 0])
  session.destroy()
})

it('Where storage is blocked, this page still counts', () => {
  const blocked = vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('No', 'SecurityError')
  })
  const session = open()
  session.count()
  expect(session.asks()).toBe(1)
  session.clear()
  expect(session.asks()).toBe(0)
  blocked.mockRestore()
})
