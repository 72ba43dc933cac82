// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type PageChanges, watchPageChanges } from '../../src/host/page-changes'

let changes: PageChanges
const run = vi.fn()
const start = (navigation: EventTarget | undefined) => {
  vi.stubGlobal('navigation', navigation)
  changes = watchPageChanges(run)
}
/** Observers are told in a microtask. */
const told = () => vi.advanceTimersByTimeAsync(0)
let visits = 0
const visit = () => history.pushState({}, '', `#${(visits += 1)}`)

beforeEach(() => {
  vi.useFakeTimers()
  run.mockClear()
})
afterEach(() => {
  changes.destroy()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const hide = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('A page that becomes another one', () => {
  it('is noticed when it is shown again', () => {
    start(new EventTarget())
    hide(true)
    expect(run).not.toHaveBeenCalled()
    hide(false)
    expect(run).toHaveBeenCalledOnce()
  })

  it('is noticed by the Navigation API, with neither timer nor observer', () => {
    const navigation = new EventTarget()
    const observe = vi.spyOn(MutationObserver.prototype, 'observe')
    start(navigation)
    changes.expectAddress(true)
    expect(vi.getTimerCount()).toBe(0)
    expect(observe).not.toHaveBeenCalled()
    navigation.dispatchEvent(new Event('navigatesuccess'))
    expect(run).toHaveBeenCalledOnce()
  })

  describe('where there is no Navigation API', () => {
    beforeEach(() => start(undefined))

    it('is noticed as soon as the tree changes after pushState, once', async () => {
      visit()
      document.body.append('a new page')
      await told()
      expect(run).toHaveBeenCalledOnce()
      document.body.append('and more of it')
      await told()
      expect(run).toHaveBeenCalledOnce()
    })

    it.each(['popstate', 'hashchange'])('is noticed on %s', (type) => {
      visit()
      window.dispatchEvent(new Event(type))
      expect(run).toHaveBeenCalledOnce()
    })

    it('is noticed within a second while an ask waits for it, and the page shows nothing new', () => {
      changes.expectAddress(true)
      changes.expectAddress(true)
      visit()
      vi.advanceTimersByTime(1_000)
      expect(run).toHaveBeenCalledOnce()
      visit()
      vi.advanceTimersByTime(1_000)
      expect(run).toHaveBeenCalledTimes(2)
    })

    it('holds a timer only while an ask waits for it', () => {
      expect(vi.getTimerCount()).toBe(0)
      changes.expectAddress(true)
      expect(vi.getTimerCount()).toBe(1)
      changes.expectAddress(false)
      expect(vi.getTimerCount()).toBe(0)
    })

    it('is not looked for once destroyed', async () => {
      changes.destroy()
      visit()
      document.body.append('a new page')
      window.dispatchEvent(new Event('popstate'))
      await told()
      expect(run).not.toHaveBeenCalled()
    })
  })
})
