// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { followPlayer, playerUrl } from '../../../src/ui/lessons/video-frame'
import { createVideoProgress } from '../../../src/ui/lessons/video-progress'

describe('The address of a player', () => {
  test.each([
    ['youtube', 'dQw4w9WgXcQ', 'https://www.youtube-nocookie.com', '/embed/dQw4w9WgXcQ'],
    ['youtube', '-_abcDEF123', 'https://www.youtube-nocookie.com', '/embed/-_abcDEF123'],
    ['vimeo', '76979871', 'https://player.vimeo.com', '/video/76979871'],
    ['vimeo', '76979871/8272103f6e', 'https://player.vimeo.com', '/video/76979871'],
    ['wistia', 'e4a27b971d', 'https://fast.wistia.net', '/embed/iframe/e4a27b971d'],
    ['loom', 'dbe00c413a714839992e7548704fe576', 'https://www.loom.com', '/embed/dbe00c413a714839992e7548704fe576'],
  ] as const)('of %s for %s is at %s%s', (provider, ref, origin, path) => {
    const url = new URL(playerUrl(provider, ref) as string)
    expect([url.origin, url.pathname]).toEqual([origin, path])
  })

  test('asks Vimeo and Wistia not to track, YouTube to be spoken to by this page', () => {
    const { searchParams } = new URL(playerUrl('youtube', 'x') as string)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      dnt: '1',
      doNotTrack: 'true',
      enablejsapi: '1',
      origin: location.origin,
    })
  })

  test('hands on the hash of an unlisted video', () => {
    expect(new URL(playerUrl('vimeo', '76979871/8272103f6e') as string).searchParams.get('h')).toBe('8272103f6e')
    expect(new URL(playerUrl('vimeo', '76979871') as string).searchParams.has('h')).toBe(false)
  })

  test.each([
    '',
    '..',
    '../../evil',
    '/evil.example',
    '//evil.example/x',
    'x/../../y',
    'x?autoplay=0',
    'x#y',
    'x@evil.example',
    'x y',
    'x%2f..',
    'x\\y',
    'x\n',
    'https://evil.example/',
    'javascript:alert(1)',
    '"><script>',
    'ид',
  ])('is none for %j', (ref) => {
    for (const provider of ['youtube', 'vimeo', 'wistia', 'loom'] as const)
      expect(playerUrl(provider, ref)).toBeUndefined()
  })
})

describe('What a frame says', () => {
  const ORIGIN = 'https://player.vimeo.com'
  let stop: () => void
  const contentWindow = { postMessage: vi.fn() }
  const progress = { update: vi.fn() }
  const posted = () => contentWindow.postMessage.mock.calls.map(([message, to]) => [JSON.parse(message), to])
  const say = (data: unknown, origin = ORIGIN, source: unknown = contentWindow) =>
    window.dispatchEvent(Object.assign(new Event('message'), { data, origin, source }))

  beforeEach(() => {
    vi.clearAllMocks()
    const frame = Object.assign(new EventTarget(), { contentWindow })
    stop = followPlayer(frame as never, ORIGIN, progress)
    frame.dispatchEvent(new Event('load'))
  })
  afterEach(() => stop())

  test('is asked for, once the frame has loaded and again when the player is ready, of its own origin only', () => {
    say('{"event":"ready"}')
    expect(posted()).toHaveLength(2)
    expect(posted()[0]).toEqual([
      expect.objectContaining({ event: 'listening', method: 'addEventListener', value: 'timeupdate' }),
      ORIGIN,
    ])
  })

  test.each([
    ['Vimeo’s, as text', '{"event":"timeupdate","data":{"seconds":30,"percent":0.25,"duration":120}}'],
    ['Vimeo’s, as an object', { event: 'timeupdate', data: { seconds: 30, percent: 0.25, duration: 120 } }],
    ['YouTube’s', '{"event":"infoDelivery","info":{"currentTime":30,"duration":120}}'],
  ])('of the time is heard: %s', (_, data) => {
    say(data)
    expect(progress.update).toHaveBeenLastCalledWith(30, 120, expect.any(Function))
  })

  test('only of what has changed is put together', () => {
    say('{"event":"initialDelivery","info":{"duration":120,"currentTime":0}}')
    say('{"event":"infoDelivery","info":{"currentTime":61}}')
    expect(progress.update).toHaveBeenLastCalledWith(61, 120, expect.any(Function))
  })

  test('seeks in the words of both', () => {
    say({ data: { seconds: 0, duration: 120 } })
    progress.update.mock.lastCall?.[2](60)
    expect(posted().at(-1)).toEqual([
      { event: 'command', func: 'seekTo', args: [60, true], method: 'setCurrentTime', value: 60 },
      ORIGIN,
    ])
  })

  test('from elsewhere, or from another window, is passed over', () => {
    const told = { data: { seconds: 30, duration: 120 } }
    say(told, 'https://evil.example')
    say(told, 'https://player.vimeo.com.evil.example')
    say(told, 'null')
    say(told, ORIGIN, window)
    say(told, ORIGIN, null)
    expect(progress.update).not.toHaveBeenCalled()
  })

  test.each([
    null,
    undefined,
    0,
    '',
    'hello',
    '{',
    '[]',
    'null',
    '{"info":null}',
    { info: 1 },
    { event: { toString: 1 } },
    { event: 'ready', data: [] },
    '{"event":{"toString":1},"info":{"currentTime":{"valueOf":1},"duration":"x"}}',
  ])('in another form harms nothing: %j', (data) => {
    expect(() => say(data)).not.toThrow()
    for (const [seconds, duration] of progress.update.mock.calls) expect(seconds / duration >= 0.25).toBe(false)
  })

  test('is not heard any more after the cleanup', () => {
    stop()
    say({ data: { seconds: 30, duration: 120 } })
    expect(progress.update).not.toHaveBeenCalled()
  })
})

describe('A frame that says anything at all', () => {
  const ORIGIN = 'https://www.youtube-nocookie.com'
  const contentWindow = { postMessage: () => {} }
  /** Everything the card was told of the lesson, and every error the page would see. */
  function heard(said: { data: unknown; origin: string; source: unknown }[]) {
    const told: { type: string; done?: string[]; share?: number }[] = []
    const errors: unknown[] = []
    const onError = (event: unknown): unknown => errors.push(event)
    addEventListener('error', onError)
    const progress = createVideoProgress([], (event) => told.push(event))
    const frame = Object.assign(new EventTarget(), { contentWindow })
    const stop = followPlayer(frame as never, ORIGIN, progress)
    for (const one of said) dispatchEvent(Object.assign(new Event('message'), one))
    stop()
    removeEventListener('error', onError)
    expect(errors).toEqual([])
    return told
  }
  const number = fc.oneof(fc.double(), fc.integer(), fc.anything())
  const figures = fc.record({ currentTime: number, seconds: number, duration: number }, { requiredKeys: [] })
  const object = fc.record({ event: fc.anything(), info: figures, data: figures }, { requiredKeys: [] })
  const data = fc.oneof(fc.anything(), fc.string(), object, fc.json())

  test('tells of quarters of the video, each once and in their order, and of nothing else', () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 20 }), (all) => {
        const told = heard(all.map((one) => ({ data: one, origin: ORIGIN, source: contentWindow })))
        const shares = told.map(({ share = 0 }) => share)
        expect(shares).toEqual([...new Set(shares)].sort())
        for (const { type, share = 0, done } of told) {
          expect([type, done]).toEqual(['progress', [String(share * 100)]])
          expect([0.25, 0.5, 0.75, 1]).toContain(share)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('tells of nothing from another origin or another window', () => {
    const end = { info: { currentTime: 200, duration: 200 } }
    const elsewhere = fc.oneof(
      fc.record({ data: fc.oneof(data, fc.constant(end)), origin: fc.webUrl(), source: fc.constant(contentWindow) }),
      fc.record({ data: fc.oneof(data, fc.constant(end)), origin: fc.constant(ORIGIN), source: fc.anything() }),
    )
    fc.assert(
      fc.property(fc.array(elsewhere), (all) => {
        expect(heard(all)).toEqual([])
      }),
    )
    // The same from where it belongs is heard.
    expect(heard([{ data: end, origin: ORIGIN, source: contentWindow }])).toHaveLength(1)
  })
})
