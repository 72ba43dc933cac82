/** What a visitor of the demo has chosen, kept in a cookie; each may also be given in the address: `/?user=u_mia&language=ar`. */
import { productOf } from './products'

/** The script tag's attributes that can be set through the address too, for trying them out: `/?data-storage=memory`. */
const ATTRIBUTES = ['playbook', 'endpoint', 'storage', 'consent', 'sync', 'debug', 'launcher', 'name'] as const
const NAMES = ['product', 'user', 'language', 'theme', 'build', 'panel', ...ATTRIBUTES.map((name) => `data-${name}`)]

export interface Choices {
  product?: string
  user?: string
  language?: string
  /** `light`, `dark`, or absent for the system's. */
  theme?: string
  /** `all` for the one-file build; `none` for a page without Gainloop. */
  build?: string
  /** `off` hides the panel of stored events. */
  panel?: string
  /** The demo's run this browser last saw; another one, or an empty one, means that what it remembers belongs to nobody here. */
  run?: string
  [attribute: `data-${string}`]: string
}

export function readChoices(cookies: string, address: URL): Choices {
  const kept = /(?:^|;\s*)demo=([^;]*)/.exec(cookies)?.[1] ?? ''
  const given = [...address.searchParams].filter(([name]) => NAMES.includes(name))
  return choose(Object.fromEntries(new URLSearchParams(decodeURIComponent(kept))), Object.fromEntries(given))
}

/** With another product, or signed out: what this browser remembers belongs to nobody here. */
export function choose(before: Choices, given: Choices): Choices {
  const chosen = { ...before, ...given }
  const other = productOf(chosen.product) !== productOf(before.product)
  if (other && given.user === undefined) delete chosen.user
  if (other && given.language === undefined) delete chosen.language
  const left = given.user === '' && before.user !== ''
  if (before.run !== undefined && (other || left)) chosen.run = ''
  return chosen
}

export const choicesCookie = (choices: Choices): string =>
  `demo=${encodeURIComponent(new URLSearchParams(choices as Record<string, string>).toString())}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`
