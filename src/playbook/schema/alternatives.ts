import * as z from 'zod/mini'
import { isPlain } from '../plain'

/**
 * An object that holds exactly one of several sets of fields, told apart by the first field of each. An unknown field, or
 * a field of another set, is refused with the first fields of all of them.
 * @param example What an author who wrote something else than an object is shown.
 */
export const alternatives = <T extends readonly z.core.$ZodLooseShape[]>(example: string, ...shapes: T) => {
  const oneOf = `exactly one of ${shapes.map((shape) => `"${Object.keys(shape)[0]}"`).join(', ')}`
  const options = shapes.map((shape) => z.strictObject(shape, oneOf))
  return z.union(options as { [K in keyof T]: z.ZodMiniObject<T[K], z.core.$strict> }, {
    error: ({ input }) => (isPlain(input) ? oneOf : `an object like ${example}`),
  })
}
