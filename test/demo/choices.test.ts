import { expect, it } from 'vitest'
import { choose, choicesCookie, readChoices } from '../../demo/choices'

const read = (before: Record<string, string>, query: string) =>
  readChoices(choicesCookie(before).split(';')[0] ?? '', new URL(`http://demo.example/?${query}`))

it.each([
  ['what is in the address comes before what is kept', { theme: 'dark' }, 'theme=light', { theme: 'light' }],
  ['the same product leaves the user as it is', { user: 'u_mia', run: '1' }, 'product=email-marketing', { run: '1' }],
  ['another product has other users', { user: 'u_mia' }, 'product=ads-manager', { user: undefined }],
  ['unless one of them is chosen with it', {}, 'product=ads-manager&user=u_tom', { user: 'u_tom' }],
  ['another product forgets what the browser remembers', { run: '1' }, 'product=ads-manager', { run: '' }],
  ['so does signing out', { user: 'u_mia', run: '1' }, 'user=', { run: '' }],
  ['a browser that comes for the first time has nothing to forget', {}, 'product=ads-manager', { run: undefined }],
  ['what nobody asked for is not kept', {}, 'run=2&x=1', { run: undefined, x: undefined }],
])('%s', (_, before, query, chosen) => {
  expect(read(before, query)).toEqual(expect.objectContaining(strip(chosen)))
  for (const [name, value] of Object.entries(chosen))
    if (value === undefined) expect(read(before, query)).not.toHaveProperty(name)
})

const strip = (chosen: object): object =>
  Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))

it('choosing from the bar follows the same rules', () => {
  expect(choose({ product: 'ads-manager', user: 'u_tom', run: '1' }, { product: 'email-marketing' })).toEqual({
    product: 'email-marketing',
    run: '',
  })
})
