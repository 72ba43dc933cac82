// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import type { Lesson } from '../../src/playbook/schema'
import { type Opened, open, settled } from './support'

let card: Opened
afterEach(() => card.handle.close())

describe('the card in the page', () => {
  test('is one element beside the body, in a shadow root, in the language and direction of the card', async () => {
    card = await open({ language: 'ar' })
    expect(card.host().parentElement).toBe(document.documentElement)
    expect([card.host().lang, card.host().dir]).toEqual(['ar', 'rtl'])
    expect(card.host().dataset.position).toBe('bottom-end')
    expect(card.host().getAttribute('popover') ?? card.host().popover).toBe('manual')
  })

  test('sits in the container without being a popover when the page gives it one', async () => {
    const container = document.createElement('div')
    document.body.append(container)
    card = await open({}, { container })
    expect(card.host().parentElement).toBe(container)
    expect(card.host().hasAttribute('popover')).toBe(false)
    expect(card.host().dataset.position).toBeUndefined()
  })

  test('is a region named by the playbook, and says its step and band on data attributes', async () => {
    card = await open({ step: 'reasons', band: 'partly' })
    const region = card.get('region', 'Better campaigns')
    expect([region.dataset.step, region.dataset.band]).toEqual(['reasons', 'partly'])
  })

  test('leaves nothing behind when it closes', async () => {
    card = await open()
    card.handle.close()
    expect(document.querySelector('gainloop-card')).toBeNull()
    card.handle.close()
  })

  test('shows a part that was being fetched no more once it is closed', async () => {
    card = await open()
    card.handle.show({
      ...card.model(),
      flow: { ...card.model().flow, ask: { ...card.model().flow.ask, question: 'Well?', scale: { kind: 'faces' } } },
    })
    card.handle.close()
    await settled()
    expect(document.querySelector('gainloop-card')).toBeNull()
  })

  test('has a status region that is there, empty, before it is filled', async () => {
    card = await open()
    expect(card.get('status').textContent).toBe('')
    await new Promise((done) => setTimeout(done, 200))
    expect(card.get('status').textContent).toMatch(/^Better campaigns has a short question: You sent “Spring sale” on /)
  })

  test('puts the theme of the playbook on the host as custom properties', async () => {
    card = await open()
    const { model } = card
    await card.show({
      ...model(),
      theme: 'dark',
      playbook: { ...model().playbook, theme: { dark: { accent: '#fc0' }, radius: 0, position: 'top-start' } },
    })
    expect(card.host().style.getPropertyValue('--gl-dark-accent')).toBe('#fc0')
    expect(card.host().style.getPropertyValue('--gl-dark-on-accent')).toBe('#000')
    expect(card.host().style.getPropertyValue('--gl-radius')).toBe('0px')
    expect(card.host().dataset.position).toBe('top-start')
    expect(card.get('region').dataset.theme).toBe('dark')
  })

  test("takes the playbook's own words for the interface", async () => {
    card = await open()
    const { playbook } = card.model()
    await card.show({ ...card.model(), playbook: { ...playbook, texts: { later: { en: 'Not today' } } } })
    expect(card.find('button', 'Not today')).toBeDefined()
    expect(card.find('button', 'Ask me later')).toBeUndefined()
  })

  test('has a way back from an answer that was to be changed', async () => {
    card = await open({}, { follow: true })
    card.get('radio', 'Not yet').click()
    card.get('button', 'Skip').click()
    card.get('button', 'Change answer').click()
    card.get('button', 'Keep my answer').click()
    await settled()
    expect(card.step()).toBe('lesson')
  })
})

describe('leaving', () => {
  test.each([
    ['Close', 'No answer needed. We won’t ask about this one again.'],
    ['Ask me later', /^We’ll ask again on \w+, March 12\.$/],
    ["Don't ask about this again", 'All right. No more questions about this.'],
  ])('by “%s” answers with a line, and can be undone', async (name, line) => {
    card = await open({}, { follow: true })
    const { model } = card
    await card.show({ ...model(), now: Date.parse('2026-03-09T12:00:00Z') })
    card.get('button', name).click()
    expect(card.step()).toBe('exit')
    expect(card.root().querySelector('.exit p')?.textContent).toMatch(line)
    expect(card.find('radio', 'Yes')).toBeUndefined()
    card.get('button', 'Undo').click()
    expect(card.step()).toBe('question')
  })

  test('by “Too early to tell” offers times, the way back, and the day in words', async () => {
    card = await open({}, { follow: true })
    // As in `comesBack` of the gallery.
    await card.show({ ...card.model(), now: Date.parse('2026-03-09T12:00:00Z') })
    card.get('radio', 'Too early to tell').click()
    expect(card.get('heading').textContent).toBe('When should we ask again?')
    const times = [...card.get('group', 'When should we ask again?').querySelectorAll('button')]
    expect(times.map(({ textContent }) => textContent)).toEqual(['in 1 week', 'in 4 weeks'])
    card.get('button', 'Back').click()
    expect(card.step()).toBe('question')
    card.get('radio', 'Too early to tell').click()
    card.get('button', 'in 4 weeks').click()
    expect(card.root().querySelector('.exit p')?.textContent).toMatch(
      /^Results take time. We’ll ask again on \w+, April \d+/,
    )
  })

  test('by a second “Close” takes the line away', async () => {
    card = await open({}, { follow: true })
    card.get('button', 'Close').click()
    card.get('button', 'Close').click()
    expect(document.querySelector('gainloop-card')).toBeNull()
  })

  test('gives the focus back to the page at once', async () => {
    const field = document.body.appendChild(document.createElement('input'))
    card = await open({}, { follow: true })
    field.focus()
    card.get('radio', 'Yes').focus()
    card
      .get('radio', 'Yes')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }))
    expect(card.step()).toBe('exit')
    expect(document.activeElement).toBe(field)
    field.remove()
  })
})

describe('a step that has just come', () => {
  test('lies under a veil for a moment, and so does the next', async () => {
    card = await open({}, { follow: true })
    const veil = () => card.root().querySelector('.veil')
    expect(veil()).not.toBeNull()
    await expect.poll(veil).toBeNull()
    card.get('radio', 'Not yet').click()
    expect([card.step(), veil() !== null]).toEqual(['reasons', true])
    const came = performance.now()
    await expect.poll(veil, { interval: 5 }).toBeNull()
    expect(performance.now() - came).toBeGreaterThanOrEqual(340)
  })
})

describe('the hotkey', () => {
  const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

  test('moves the focus to the card and back to where it was, and is said in the name of the region', async () => {
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    card = await open()
    await card.show({ ...card.model(), hotkey: 'F8' })
    expect(card.get('region').getAttribute('aria-label')).toBe(
      'Better campaigns. Press F8 to come here and to go back.',
    )
    press('F8')
    expect(card.root().activeElement?.id).toBe('title')
    press('F8')
    expect(document.activeElement).toBe(field)
    field.remove()
  })

  test('is none where it is empty', async () => {
    card = await open()
    press('F8')
    press('')
    expect(card.root().activeElement).toBeNull()
    expect(card.get('region').getAttribute('aria-label')).toBe('Better campaigns')
  })
})

describe('a plan', () => {
  const tapped = async (...names: string[]) => {
    card = await open({ step: 'lesson', kind: 'tips', band: 'missed' }, { follow: true })
    const lesson = { ...card.model().flow.lesson, commit: 'Next time I’ll test.' } as Lesson
    await card.show({ ...card.model(), flow: { ...card.model().flow, lesson } })
    for (const name of names) {
      card.get('button', name).click()
      await settled()
    }
  }

  test('is taken back', async () => {
    await tapped("That's my plan", 'Take it back')
    expect(card.sent).toEqual([{ type: 'commit' }, { type: 'withdraw' }])
    expect(card.find('button', "That's my plan")).toBeDefined()
  })

  test('is put into the user’s own words', async () => {
    await tapped('In my own words')
    const [when, then] = [...card.root().querySelectorAll<HTMLInputElement>('.own-plan input')]
    for (const [field, words] of [
      [when, 'send a campaign'],
      [then, 'test the subject line'],
    ] as const) {
      if (!field) throw new Error('no field')
      field.value = words
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    await settled()
    card.get('button', 'Save my plan').click()
    await settled()
    expect(card.sent).toEqual([{ type: 'commit', own: 'When I next send a campaign, I’ll test the subject line.' }])
    expect(card.root().querySelector('blockquote')?.textContent).toContain('When I next send a campaign')
  })
})

describe('the question', () => {
  test('names the radiogroup, without isolates in the name', async () => {
    card = await open()
    const group = card.get('radiogroup', 'You sent “Spring sale” on')
    expect(group.getAttribute('aria-describedby')).toBe('why')
    expect(card.get('heading').querySelector('bdi')?.textContent).toBe('Spring sale')
  })

  test('runs Yes, Partly, Not yet, Too early to tell', async () => {
    card = await open()
    const names = [...card.root().querySelectorAll('.point')].map((point) => point.textContent)
    expect(names).toEqual(['Yes', 'Partly', 'Not yet', 'Too early to tell'])
  })

  test('says why we ask, and quotes the goal where the question does not', async () => {
    card = await open()
    expect(card.root().textContent).toContain('We ask so the next one goes better for you.')
    expect(card.root().textContent).toContain('You wanted: More sales')
    expect(card.root().textContent).not.toContain('About “Spring sale”')
  })

  test('shows the gain from the start, and a figure that got worse without blame', async () => {
    card = await open({ gain: 'up' })
    expect(card.root().querySelector('.gain')?.textContent).toBe('Open rate: from 1.3% to 2.1% since January 28, 2026')
    card.handle.close()
    card = await open({ gain: 'down' })
    expect(card.root().querySelector('.gain')?.textContent).toBe('Open rate: 2.1%. It was 2.8% on January 28, 2026.')
  })

  test.each([
    ['Ask me later', 'later'],
    ["Don't ask about this again", 'mute'],
    ['Close', 'close'],
  ])('“%s” sends %s', async (name, type) => {
    card = await open()
    card.get('button', name).click()
    expect(card.sent).toEqual([{ type }])
  })

  test('offers no way to put off an answer that is being changed', async () => {
    card = await open({}, { follow: true })
    card.get('radio', 'Not yet').click()
    card.get('button', 'Change answer').click()
    expect(card.step()).toBe('question')
    expect((card.get('radio', 'Not yet') as HTMLInputElement).checked).toBe(true)
    expect(card.find('radio', 'Too early')).toBeUndefined()
    expect(card.find('button', 'Ask me later')).toBeUndefined()
  })
})

describe('the way from the answer to the plan', () => {
  test('a tap rates, reasons and comment are sent as ticked and typed, the lesson follows', async () => {
    card = await open({}, { follow: true })
    card.get('radio', 'Not yet').click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 'not-yet' }])
    expect(card.get('group', 'What got in the way?')).toBeDefined()
    card.get('checkbox', 'Too few people opened it').click()
    ;(card.get('textbox') as HTMLTextAreaElement).value = 'Bad weather'
    card.get('button', 'Continue').click()
    expect(card.sent[1]).toEqual({ type: 'explain', reasons: ['few-opens'], comment: 'Bad weather' })
    await settled()
    expect(card.step()).toBe('lesson')
    expect(card.find('button', "That's my plan")).toBeUndefined()
    card.get('button', 'Watch the video').click()
    await settled()
    card.get('button', "That's my plan").click()
    expect(card.root().textContent).toContain('Noted for next time.')
    card.get('button', 'That helped').click()
    expect(card.root().textContent).toContain('Good to hear.')
    expect(card.sent.slice(2).map(({ type }) => type)).toEqual(['open', 'commit', 'judge'])
  })

  test('closing at the reasons keeps what was ticked and typed', async () => {
    card = await open({ step: 'reasons' })
    card.get('checkbox', 'Too many people unsubscribed').click()
    card.get('button', 'Close').click()
    expect(card.sent).toEqual([{ type: 'close', reasons: ['unsubscribes'], comment: '' }])
  })

  test('what was ticked and typed stays when the step is shown again', async () => {
    card = await open({ step: 'reasons' })
    const box = card.get('checkbox', 'Too few people opened it') as HTMLInputElement
    box.click()
    ;(card.get('textbox') as HTMLTextAreaElement).value = 'Bad weather'
    await card.show({ ...card.model(), theme: 'dark' })
    expect(card.get('region').dataset.theme).toBe('dark')
    expect(card.get('checkbox', 'Too few people opened it')).toBe(box)
    expect(box.checked).toBe(true)
    expect((card.get('textbox') as HTMLTextAreaElement).value).toBe('Bad weather')
  })

  test('a goal that was chosen and typed stays when the step is shown again', async () => {
    card = await open({ step: 'goal' })
    card.get('radio', 'Something else').click()
    ;(card.get('textbox') as HTMLInputElement).value = 'Fame'
    await card.show({ ...card.model(), theme: 'dark' })
    expect((card.get('radio', 'Something else') as HTMLInputElement).checked).toBe(true)
    expect((card.get('textbox') as HTMLInputElement).value).toBe('Fame')
  })

  test('after “reached” it asks for what helped', async () => {
    card = await open({ step: 'reasons', band: 'reached' })
    expect(card.get('group', 'What helped most?')).toBeDefined()
    expect(card.find('checkbox', 'The subject line')).toBeDefined()
  })

  test('a lesson can be turned down for good, and one that helped leads to another', async () => {
    card = await open({ step: 'lesson', kind: 'tips' })
    card.get('button', 'Not for me').click()
    await card.show({ ...card.model(), flow: { ...card.model().flow, useful: true, more: true } })
    card.get('button', 'Show me another').click()
    expect(card.sent.map(({ type }) => type)).toEqual(['decline', 'another'])
  })

  test('done with tips completes and closes, never by itself', async () => {
    card = await open({ step: 'lesson', kind: 'tips' })
    card.get('button', 'Done').click()
    expect(card.sent).toEqual([{ type: 'complete' }, { type: 'close' }])
  })
})
