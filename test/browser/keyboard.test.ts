import { expect } from 'vitest'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { card, lessonTitle, question } from './support/journey'
import { press, tabTo } from './support/keys'

it('the whole journey works by keyboard alone', async ({ demo, tab }) => {
  const { page, errors } = tab
  await page.goto(`${demo.url}/campaigns/c_42`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const inCard = (name: string) => card(page).getByRole('button', { name, exact: true })
  const radio = (name: string) => card(page).getByRole('radio', { name, exact: true })

  await press(page, button('Send campaign'))
  await press(page, button('Send campaign now'))

  await tabTo(page, radio('More sales'))
  await page.keyboard.press('ArrowDown')
  // Arrows look around; nothing is given until Enter.
  expect(await radio('More visits to my site').isChecked()).toBe(true)
  await page.keyboard.press('Enter')
  const [goal] = await untilStored(demo, 'gainloop.goal.stated')
  expect(goal?.data.goal).toBe('visits')

  await press(page, button('Three days later'))
  await question(page).waitFor()
  await tabTo(page, radio('Yes'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await radio('Not yet').isChecked()).toBe(true)
  await page.keyboard.press('Enter')

  const obstacle = card(page).getByRole('checkbox', { name: 'Too many people unsubscribed' })
  await press(page, obstacle, 'Space')
  await press(page, inCard('Continue'))
  await lessonTitle(page, 'Fewer goodbyes without hiding the exit').waitFor()
  await press(page, inCard("That's my plan"))
  await press(page, inCard('That helped'))
  await press(page, inCard('Done'))
  await card(page).waitFor({ state: 'detached' })

  const [rating] = await untilStored(demo, 'gainloop.rating.given')
  expect(rating?.data).toMatchObject({ value: 'not-yet', band: 'missed' })
  expect((await untilStored(demo, 'gainloop.rating.given')).length).toBe(1)
  expect((await untilStored(demo, 'gainloop.lesson.judged'))[0]?.data.useful).toBe(true)
  expect(errors).toEqual([])
})

it('Escape closes the card when the focus is in it, and only then', async ({ demo, tab }) => {
  const { page } = tab
  await page.goto(`${demo.url}/campaigns/c_42`)
  await press(page, page.getByRole('button', { name: 'Send campaign', exact: true }))
  await press(page, page.getByRole('button', { name: 'Send campaign now', exact: true }))
  await card(page).waitFor()
  await page.getByRole('link', { name: 'Dashboard' }).focus()
  await page.keyboard.press('Escape')
  expect(await card(page).count()).toBe(1)
  await page.keyboard.press('F8')
  await page.keyboard.press('Escape')
  const undo = card(page).getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  // The focus is back where it was, and the hotkey leads to the line that answers.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Dashboard')
  await page.keyboard.press('F8')
  await tabTo(page, undo)
  await page.keyboard.press('Enter')
  await card(page).getByRole('radiogroup').waitFor()
  await page.keyboard.press('Escape')
  await undo.waitFor()
  await page.keyboard.press('F8')
  await page.keyboard.press('Escape')
  await card(page).waitFor({ state: 'detached' })
})
