import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { type Docs, field, once, part } from './part'
import { color, number } from './scalars'
import { url } from './text'

const otherwise = defaults.theme

export const colors = once(() =>
  part(
    'Colors',
    'the colours of the card on a light or a dark page',
    z.strictObject({ accent: z.optional(color), background: z.optional(color), text: z.optional(color) }),
  ),
)

/** The defaults differ between light and dark; the fields `light` and `dark` of the theme show them. */
export const colorsDocs: () => Docs<ReturnType<typeof colors>> = () => ({
  accent: field(
    'Buttons and choices. Any colour works: words and edges in it are darkened or lightened as far as they must be to be read.',
    '#0b6e4f',
  ),
  background: field('The card.', '#ffffff'),
  text: field('The text. At least 4.5:1 against the background.', '#16191d'),
})

export const theme = once(() =>
  part(
    'Theme',
    'how the card looks',
    z.strictObject({
      light: z.optional(colors()),
      dark: z.optional(colors()),
      radius: z.optional(number(0, 40)),
      logo: z.optional(url),
      font: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      density: z.optional(z.enum(['cozy', 'compact'])),
      position: z.optional(z.enum(['bottom-end', 'bottom-start', 'top-end', 'top-start'])),
    }),
  ),
)

export const themeDocs: () => Docs<ReturnType<typeof theme>> = () => ({
  light: field('The colours on a light page.', { accent: '#0b6e4f' }, otherwise.light),
  dark: field('The colours on a dark page.', { accent: '#5fd3a8' }, otherwise.dark),
  radius: field('The radius of the corners, in CSS pixels, 0 to 40.', 8, otherwise.radius),
  logo: field('The URL of your logo, shown 20 px high before the name of the playbook.', '/images/logo.svg'),
  font: field('A CSS font family.', 'Inter, sans-serif', otherwise.font),
  density: field('How much space the card leaves around its parts.', 'compact', otherwise.density),
  position: field(
    'The corner of the page. "start" and "end" follow the direction of the card’s language.',
    'bottom-start',
    otherwise.position,
  ),
})
