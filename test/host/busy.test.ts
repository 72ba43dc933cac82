// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Busy, watchBusy } from '../../src/host/busy'

let busy: Busy
beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = ''
  // happy-dom knows neither `:modal` nor `:read-write`; test/browser sees the real ones.
  const { querySelectorAll } = Document.prototype
  vi.spyOn(document, 'querySelectorAll').mockImplementation((selector: string) =>
    querySelectorAll.call(document, selector.replace(':modal', '[open]')),
  )
  const { matches } = Element.prototype
  const EDITABLE = 'textarea,[contenteditable="true"],[contenteditable="true"] *'
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector: string) {
    return matches.call(this, selector.replace(':read-write', EDITABLE).replace(':modal', '[open]'))
  })
  busy = watchBusy()
  // The page has settled.
  vi.advanceTimersByTime(2_000)
})
afterEach(() => {
  busy.destroy()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const add = (html: string): HTMLElement => {
  document.body.insertAdjacentHTML('beforeend', html)
  return document.body.lastElementChild as HTMLElement
}
const press = (element: Element) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true }))
const hide = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}
/** happy-dom lays nothing out. */
const shown = (element: Element, visible = true) => {
  element.checkVisibility = () => visible
  return element
}

describe('The user is typing', () => {
  it.each([
    ['an input', '<input>', true],
    ['a textarea', '<textarea></textarea>', true],
    ['an editor', '<div contenteditable="true"><p></p></div>', true],
    ['no field', '<button></button>', false],
    ['what can’t be edited', '<div contenteditable="false"></div>', false],
  ])('when the key was pressed in %s', (_, html, typing) => {
    const element = add(html)
    press(element.querySelector('p') ?? element)
    expect(busy.reason()).toBe(typing ? 'typing' : undefined)
  })

  it('for three seconds after the last key', () => {
    const field = add('<input>')
    press(field)
    vi.advanceTimersByTime(2_000)
    press(field)
    vi.advanceTimersByTime(2_999)
    expect(busy.reason()).toBe('typing')
    vi.advanceTimersByTime(1)
    expect(busy.reason()).toBeUndefined()
  })

  it('perhaps, for a moment, when a field has the focus as we begin to listen', () => {
    add('<textarea></textarea>').focus()
    const late = watchBusy()
    expect(late.reason()).toBe('typing')
    vi.advanceTimersByTime(1_500)
    expect(late.reason()).toBeUndefined()
    late.destroy()
  })

  it('in a field inside a shadow root, too', () => {
    const root = add('<div></div>').attachShadow({ mode: 'open' })
    root.innerHTML = '<input>'
    press(root.querySelector('input') as Element)
    expect(busy.reason()).toBe('typing')
  })

  it.each(['beforeinput', 'input', 'compositionupdate', 'paste', 'drop'])(
    'when text went into a field by other means, as “%s” says',
    (type) => {
      const field = add('<textarea></textarea>')
      field.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true }))
      expect(busy.reason()).toBe('typing')
    },
  )

  it('not when a box is ticked', () => {
    add('<input type="checkbox">').dispatchEvent(new Event('input', { bubbles: true }))
    expect(busy.reason()).toBeUndefined()
  })

  it('which does not keep waiting what the user asked for', () => {
    press(add('<input>'))
    expect(busy.reason({ byHand: true })).toBeUndefined()
  })

  it('even when the page stops the event', () => {
    const field = add('<input>')
    field.addEventListener('keydown', (event) => event.stopImmediatePropagation())
    press(field)
    expect(busy.reason()).toBe('typing')
  })
})

describe('A modal of the page', () => {
  it.each<[string, string, boolean, boolean]>([
    ['shown as one', '<dialog open></dialog>', true, true],
    ['that calls itself one', '<div aria-modal="true"></div>', true, true],
    ['kept in the page, invisible', '<div aria-modal="true"></div>', false, false],
    ['that says it is none', '<div aria-modal="false"></div>', true, false],
    ['that is closed', '<dialog></dialog>', true, false],
  ])('%s', (_, html, visible, modal) => {
    shown(add(html), visible)
    expect(busy.reason()).toBe(modal ? 'modal' : undefined)
  })
})

describe('Waiting until the user is free', () => {
  it('runs at once when nothing is in the way, and holds nothing', () => {
    const run = vi.fn()
    busy.whenFree(run)
    expect(run).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('runs when the typing has stopped, with one timer at a time', () => {
    const field = add('<input>')
    press(field)
    const run = vi.fn()
    busy.whenFree(run)
    vi.advanceTimersByTime(2_000)
    press(field)
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(2_999)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('runs when the page is seen again', () => {
    hide(true)
    const run = vi.fn()
    busy.whenFree(run)
    expect(run).not.toHaveBeenCalled()
    hide(false)
    expect(run).toHaveBeenCalledOnce()
  })

  it('runs when the modal goes, by whichever way', async () => {
    for (const goes of [
      (modal: Element) => modal.remove(),
      (modal: Element) => modal.setAttribute('aria-modal', 'false'),
      (modal: Element) => shown(modal, false).dispatchEvent(new Event('transitionend', { bubbles: true })),
    ]) {
      const modal = shown(add('<div aria-modal="true"></div>'))
      const run = vi.fn()
      busy.whenFree(run)
      expect(run).not.toHaveBeenCalled()
      goes(modal)
      await vi.advanceTimersByTimeAsync(150)
      expect(run).toHaveBeenCalledOnce()
      modal.remove()
    }
  })

  it('goes on waiting while another reason has come up', () => {
    hide(true)
    const modal = shown(add('<div aria-modal="true"></div>'))
    const run = vi.fn()
    busy.whenFree(run)
    hide(false)
    expect(run).not.toHaveBeenCalled()
    modal.remove()
    document.dispatchEvent(new Event('focusin'))
    expect(run).toHaveBeenCalledOnce()
  })

  it('is over when cancelled or destroyed', () => {
    press(add('<input>'))
    const run = vi.fn()
    busy.whenFree(run)()
    busy.whenFree(run)
    busy.destroy()
    vi.advanceTimersByTime(10_000)
    expect(run).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
