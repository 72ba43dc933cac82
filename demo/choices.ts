/** What a visitor of the demo has chosen, kept in a cookie; each may also be given in the address: `/?user=u_mia&language=ar`. */

/** The script tag's attributes that can be set through the address too, for trying them out: `/?data-storage=memory`. */
const ATTRIBUTES = ['playbook', 'endpoint', 'storage', 'consent', 'sync', 'debug', 'name'] as const
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
  const values = new URLSearchParams(decodeURIComponent(kept))
  for (const name of NAMES) {
    const given = address.searchParams.get(name)
    if (given !== null) values.set(name, given)
  }
  return Object.fromEntries(values)
}

export const choicesCookie = (choices: Choices): string =>
  `demo=${encodeURIComponent(new URLSearchParams(choices as Record<string, string>).toString())}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`
