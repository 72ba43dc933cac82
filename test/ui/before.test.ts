// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import adsManager from '../fixtures/playbooks/ads-manager.json'
import { type Opened, open } from './support'

let card: Opened
afterEach(() => card.handle.close())

describe('the goal', () => {
  test('is one tap for what is listed', async () => {
    card = await open({ step: 'goal' })
    expect(card.get('radiogroup', 'What should this campaign bring you?')).toBeDefined()
    card.get('radio', 'Replies and conversations').click()
    expect(card.sent).toEqual([{ type: 'state-goal', goal: 'replies' }])
  })

  test('in one’s own words asks for the words first', async () => {
    card = await open({ step: 'goal' })
    card.get('radio', 'Something else').click()
    const field = card.get('textbox', 'In your own words') as HTMLInputElement
    expect(card.sent).toEqual([])
    expect(card.root().activeElement).toBe(field)
    field.value = ' A full house '
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([{ type: 'state-goal', goal: 'other', text: 'A full house' }])
  })

  test('starts from last time’s', async () => {
    card = await open({ step: 'goal' })
    card.handle.close()
    card = await open({ step: 'question' })
    const { flow } = card.model()
    await card.show({ ...card.model(), flow: { ...flow, step: 'goal', goalBefore: { goal: 'other', text: 'Fame' } } })
    expect((card.get('radio', 'Something else') as HTMLInputElement).checked).toBe(true)
    expect((card.get('textbox') as HTMLInputElement).value).toBe('Fame')
  })

  test('can be skipped', async () => {
    card = await open({ step: 'goal' })
    card.get('button', 'Skip').click()
    expect(card.sent).toEqual([{ type: 'skip-goal' }])
  })
})

describe('the review', () => {
  test('quotes the plan of last time and takes yes, partly or no', async () => {
    card = await open({ step: 'review' })
    const group = card.get('group', 'Last time you planned:')
    expect(card.get('heading').textContent).toContain("Next time I'll write five subject lines")
    expect([...group.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual(['Yes', 'Partly', 'No'])
    card.get('button', 'Partly').click()
    expect(card.sent).toEqual([{ type: 'review', did: 'partly' }])
  })
})

describe('the figures', () => {
  test('are shown with their units in place of the question', async () => {
    card = await open({ playbook: adsManager as never, step: 'figures', action: 'flight.ended' })
    expect(card.get('heading').textContent).toBe('The results are in')
    expect(card.root().querySelector('dl')?.textContent).toMatch(/^Return on ad spend2\.4.*Spend\$1,840/)
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([{ type: 'continue' }])
  })
})

describe('the thanks', () => {
  test('end the card where there is no lesson', async () => {
    card = await open({ step: 'thanks' })
    expect(card.get('heading').textContent).toBe('Thank you')
    card.get('button', 'Done').click()
    expect(card.sent).toEqual([{ type: 'close' }])
  })
})
