// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Marks, watchMarks } from '../../src/host/marks'

/** happy-dom lays nothing out: what comes into view is told by hand. */
let comeIntoView: (element: Element) => void
const observed = new Set<Element>()
let marks: Marks | undefined
const begun = vi.fn<(action: string) => void>()

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean; target: Element }[]) => void) {
        comeIntoView = (target) => observed.has(target) && tell([{ isIntersecting: true, target }])
      }
      observe = (element: Element): void => void observed.add(element)
      unobserve = (element: Element): void => void observed.delete(element)
      disconnect = (): void => observed.clear()
    },
  )
})
afterEach(() => {
  marks?.destroy()
  marks = undefined
  begun.mockClear()
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

const form = (action: string): HTMLFormElement => {
  const element = document.createElement('form')
  element.dataset.gainloopBegin = action
  element.append(document.createElement('input'))
  return element
}

it('begins once as an element comes into view, and again after the action was completed', () => {
  const [sent, ended] = [form('campaign.sent'), form('ad.ended')]
  document.body.append(sent, ended)
  marks = watchMarks(begun)
  comeIntoView(sent)
  comeIntoView(sent)
  comeIntoView(ended)
  expect(begun.mock.calls).toEqual([['campaign.sent'], ['ad.ended']])
  marks.again('campaign.sent')
  comeIntoView(sent)
  comeIntoView(ended)
  expect(begun.mock.calls.slice(2)).toEqual([['campaign.sent']])
})

it('begins as something inside the element takes the focus', () => {
  const sent = form('campaign.sent')
  document.body.append(sent)
  marks = watchMarks(begun)
  sent.querySelector('input')?.focus()
  expect(begun.mock.calls).toEqual([['campaign.sent']])
})

it('finds elements that come later, and those that are marked later', async () => {
  marks = watchMarks(begun)
  const late = form('campaign.sent')
  const around = document.createElement('div')
  around.append(late)
  document.body.append(around)
  await vi.waitFor(() => expect(observed.has(late)).toBe(true))
  around.dataset.gainloopBegin = 'ad.ended'
  await vi.waitFor(() => expect(observed.has(around)).toBe(true))
})

it('listens to nothing after it was destroyed', async () => {
  const sent = form('campaign.sent')
  document.body.append(sent)
  watchMarks(begun).destroy()
  sent.querySelector('input')?.focus()
  expect(begun).not.toHaveBeenCalled()
  expect(observed.size).toBe(0)
})
