/** Texts and addresses, which may differ by language. */
import * as z from 'zod/mini'
import { type Docs, field, part } from './part'
import { language } from './scalars'

const words = z.string('a text').check(z.minLength(1, 'a text'), z.maxLength(10_000, 'at most 10,000 characters'))

const PATH = 'the path of a number, such as digest.sum'

/** The categories are those of CLDR, as `Intl.PluralRules` names them. */
export const plural = part(
  'PluralText',
  'one language’s text, chosen by the plural category of a number',
  z.strictObject({
    by: z.string(PATH).check(z.minLength(1, PATH)),
    zero: z.optional(words),
    one: z.optional(words),
    two: z.optional(words),
    few: z.optional(words),
    many: z.optional(words),
    other: words,
  }),
)

export const pluralDocs: () => Docs<typeof plural> = () => ({
  by: field('The path of the number that decides.', 'digest.sum'),
  zero: field('The text for the plural category "zero".', 'No contacts'),
  one: field('The text for the plural category "one".', '{{digest.sum|number}} contact'),
  two: field('The text for the plural category "two".', '{{digest.sum|number}} contacts'),
  few: field('The text for the plural category "few".', '{{digest.sum|number}} contacts'),
  many: field('The text for the plural category "many".', '{{digest.sum|number}} contacts'),
  other: field('The text for every other number.', '{{digest.sum|number}} contacts'),
})

export const text = part(
  'Text',
  'a text, or an object from language to text',
  z.union([words, z.record(language, z.union([words, plural], 'a text'))], 'a text'),
)

const ADDRESS = 'an https: or mailto: URL or a path on the same site'
export const address = z.string(ADDRESS).check(z.minLength(1, ADDRESS), z.maxLength(2_000, 'at most 2,000 characters'))

export const url = part(
  'Url',
  'an https: or mailto: URL or a same-site path, or an object from language to one',
  z.union([address, z.record(language, address)], ADDRESS),
)
