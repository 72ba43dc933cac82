// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from 'vitest'
import type { FlowEvent } from '../../../src/ask/flow'
import { onBlocked } from '../../../src/ui/lessons/video-frame'
import { createVideoProgress, type VideoProgress } from '../../../src/ui/lessons/video-progress'

const ORIGIN = 'https://player.vimeo.com'
let send: Mock<(event: FlowEvent) => void>
const seek = vi.fn()
const progressAfter = (done: string[] = []): VideoProgress => createVideoProgress(done, send)
/** Plays a video of 200 s at these seconds. */
const play = (progress: VideoProgress, ...seconds: number[]) => {
  for (const at of seconds) progress.update(at, 200, seek)
}
const shares = () => send.mock.calls.map(([event]) => event.type === 'progress' && event.share)

beforeEach(() => {
  send = vi.fn()
  seek.mockClear()
})

describe('The progress of a video', () => {
  test('is told at each quarter, once', () => {
    play(progressAfter(), 0, 20, 50, 51, 99, 100, 150, 151, 200, 200)
    expect(send.mock.calls.map(([event]) => event)).toEqual([
      { type: 'progress', done: ['25'], share: 0.25 },
      { type: 'progress', done: ['50'], share: 0.5 },
      { type: 'progress', done: ['75'], share: 0.75 },
      { type: 'progress', done: ['100'], share: 1 },
    ])
  })

  test.each([
    ['does not go back', [160, 10, 60], [0.75]],
    ['leaves out what is jumped over', [10, 160], [0.75]],
    ['counts the last hundredth as the end', [10, 198.5], [1]],
    ['is not at the end before that', [10, 196], [0.75]],
    ['is never more than all', [10, 205], [1]],
  ])('%s', (_, seconds, told) => {
    play(progressAfter(), ...seconds)
    expect(shares()).toEqual(told)
  })

  test.each([
    [Number.NaN, Number.NaN],
    [50, 0],
    [undefined, 200],
    [-50, 200],
    [50, undefined],
    ['x', 'y'],
  ])('is not told for %s of %s', (seconds, duration) => {
    progressAfter().update(seconds as number, duration as number, seek)
    // Without a length there is no share; a player that has one from the first is at its beginning.
    expect(send).not.toHaveBeenCalled()
  })

  test('goes on where the user was, once the length is known, and once only', () => {
    const progress = progressAfter(['50'])
    progress.update(0, Number.NaN, seek)
    play(progress, 0, 0.2, 101, 151)
    expect(seek.mock.calls).toEqual([[100]])
    expect(shares()).toEqual([0.75])
  })

  test.each([[['100']], [[]], [['what-was-a-step']]])('begins at the beginning after %j', (done) => {
    play(progressAfter(done), 0, 1)
    expect(seek).not.toHaveBeenCalled()
  })
})

describe('A blocked frame', () => {
  const violate = (about: object) =>
    document.dispatchEvent(
      Object.assign(new Event('securitypolicyviolation'), {
        disposition: 'enforce',
        blockedURI: `${ORIGIN}/video/1`,
        ...about,
      }),
    )

  const blocked = vi.fn()
  let stop: () => void
  beforeEach(() => {
    blocked.mockClear()
    stop = onBlocked(ORIGIN, blocked)
  })
  afterEach(() => stop())

  test('is noticed by what the policy says of it', () => {
    violate({})
    expect(blocked).toHaveBeenCalledOnce()
  })

  test.each([
    ['of something else', { blockedURI: 'https://tracker.example/x' }],
    ['only reported', { disposition: 'report' }],
  ])('is not one %s', (_, about) => {
    violate(about)
    expect(blocked).not.toHaveBeenCalled()
  })

  test('is not listened for after the cleanup', () => {
    stop()
    violate({})
    expect(blocked).not.toHaveBeenCalled()
  })
})
