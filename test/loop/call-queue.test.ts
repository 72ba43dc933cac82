import { describe, expect, it, vi } from 'vitest'
import { createCallQueue } from '../../src/loop/call-queue'

const queueWith = (consent: boolean) => {
  const done: string[] = []
  const report = vi.fn()
  const queue = createCallQueue({ consent, report })
  const call = (name: string) => queue.add(async () => void done.push(name))
  return { queue, done, report, call }
}

it('carries out calls in the order they were made', async () => {
  const { queue, done, call } = queueWith(true)
  let finish = (): void => {}
  queue.add(() => new Promise<void>((resolve) => (finish = resolve)).then(() => void done.push('slow')))
  call('fast')
  await Promise.resolve()
  finish()
  await queue.idle()
  expect(done).toEqual(['slow', 'fast'])
})

it('reports what a call throws, and carries out the next', async () => {
  const { queue, done, report, call } = queueWith(true)
  queue.add(() => Promise.reject(new Error('broken')))
  call('next')
  await queue.idle()
  expect(report).toHaveBeenCalledExactlyOnceWith(new Error('broken'))
  expect(done).toEqual(['next'])
})

describe('without consent', () => {
  it('calls wait, and are carried out in their order once it is given', async () => {
    const { queue, done, call } = queueWith(false)
    call('first')
    call('second')
    await queue.idle()
    expect(queue.waiting()).toBe(true)
    expect(done).toEqual([])
    queue.resume()
    call('third')
    await queue.idle()
    expect(done).toEqual(['first', 'second', 'third'])
  })

  it('what forgets the user is carried out all the same', async () => {
    const { queue, done } = queueWith(false)
    queue.addNow(async () => void done.push('forget'))
    await queue.idle()
    expect(done).toEqual(['forget'])
  })

  it('that is withdrawn again, calls that waited are dropped', async () => {
    const { queue, done, call } = queueWith(false)
    call('before')
    queue.wait()
    queue.resume()
    await queue.idle()
    expect(done).toEqual([])
  })
})
