import type { GivenFilter } from '../filter'

/** What somebody asked the page for, so that its forms hold it still. */
export interface Asked {
  filter: GivenFilter
  /** As it was typed into the page's own form. It goes from form to form, never into an address or a cookie. */
  token?: string
}
