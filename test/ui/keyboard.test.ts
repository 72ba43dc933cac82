// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Opened, open, settled } from './support'

let card: Opened
afterEach(() => {
  card.handle.close()
  document.body.replaceChildren()
})

const key = (target: Element, type: string, name: string): KeyboardEvent => {
  const event = new KeyboardEvent(type, { key: name, bubbles: true, composed: true, cancelable: true })
  target.dispatchEvent(event)
  return event
}

/** What a browser does for an arrow key on a radio: the key, then a click on the next radio, then the key's end. */
const arrowTo = (from: HTMLElement, to: HTMLElement): void => {
  key(from, 'keydown', 'ArrowDown')
  to.focus()
  to.click()
  key(to, 'keyup', 'ArrowDown')
}

describe('the keyboard', () => {
  test('arrow keys choose without committing; the button commits', async () => {
    card = await open()
    arrowTo(card.get('radio', 'Yes'), card.get('radio', 'Partly'))
    expect(card.sent).toEqual([])
    expect(card.root().querySelector('form')?.dataset.by).toBe('arrows')
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 'partly' }])
  })

  test('space on a radio commits it, after arrow keys too', async () => {
    card = await open()
    const partly = card.get('radio', 'Partly')
    arrowTo(card.get('radio', 'Yes'), partly)
    key(partly, 'keydown', ' ')
    partly.click()
    expect(card.sent).toHaveLength(1)
  })

  test('a pointer commits with one tap, after arrow keys too', async () => {
    card = await open()
    arrowTo(card.get('radio', 'Yes'), card.get('radio', 'Partly'))
    const yes = card.get('radio', 'Yes')
    yes.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    expect(card.root().querySelector('form')?.dataset.by, 'the button stays, so that nothing moves').toBe('tap')
    yes.click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 'yes' }])
  })

  test('the button stays where it is while it is pressed', async () => {
    card = await open()
    arrowTo(card.get('radio', 'Yes'), card.get('radio', 'Partly'))
    const button = card.get('button', 'Continue')
    key(button, 'keydown', ' ')
    button.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    expect(card.root().querySelector('form')?.dataset.by).toBe('arrows')
  })

  test('nothing chosen, nothing sent', async () => {
    card = await open()
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([])
  })

  test('Escape closes when the focus is inside, but not while a word is being composed', async () => {
    card = await open({ step: 'reasons' })
    const comment = card.get('textbox')
    comment.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))
    expect(card.sent).toEqual([])
    key(comment, 'keydown', 'Escape')
    expect(card.sent).toEqual([{ type: 'close', reasons: [], comment: '' }])
  })

  test.each(['keydown', 'keyup', 'keypress'])('%s in the card does not reach the page', async (type) => {
    card = await open({ step: 'reasons' })
    const heard = vi.fn()
    document.addEventListener(type, heard)
    key(card.get('textbox'), type, 'k')
    document.removeEventListener(type, heard)
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('focus', () => {
  const field = (): HTMLInputElement => {
    const input = document.createElement('input')
    document.body.append(input)
    input.focus()
    return input
  }

  test('stays in the page when the card opens and when it moves on', async () => {
    const input = field()
    card = await open({}, { follow: true })
    expect(document.activeElement).toBe(input)
    card.get('radio', 'Yes').click()
    expect(card.step()).toBe('reasons')
    expect(document.activeElement).toBe(input)
  })

  test('moves to the heading of the next step when it was inside', async () => {
    card = await open({}, { follow: true })
    card.get('radio', 'Not yet').focus()
    card.get('radio', 'Not yet').click()
    expect(card.root().activeElement).toBe(card.get('heading', 'What got in the way?'))
  })

  test('moves to the confirmation that takes the place of a pressed button', async () => {
    card = await open({ step: 'lesson', kind: 'tips' }, { follow: true })
    const button = card.get('button', "That's my plan")
    button.focus()
    button.click()
    await settled()
    expect(card.root().activeElement?.textContent).toContain('Noted')
  })

  test('goes back to where the user came from when the card closes', async () => {
    const input = field()
    card = await open()
    const close = card.get('button', 'Close')
    close.focus()
    card.host().dispatchEvent(new FocusEvent('focusin', { relatedTarget: input }))
    close.focus()
    card.handle.close()
    expect(document.activeElement).toBe(input)
  })

  test('is not taken from the page when the card closes without it', async () => {
    card = await open()
    const input = field()
    card.handle.close()
    expect(document.activeElement).toBe(input)
  })
})
