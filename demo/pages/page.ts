import type { Playbook } from '../../src/playbook/schema'
import type { Choices } from '../choices'
import type { Markup } from '../html'
import type { DemoUser, Product } from '../products/product'
import type { Workspace } from '../workspace'

/** What every page of the demo knows when it is drawn. */
export interface PageContext {
  product: Product
  playbook: Playbook
  /** Absent for a visitor who has not signed in. */
  user: DemoUser | undefined
  choices: Choices
  workspace: Workspace
  path: string
  /** Milliseconds since 1970, by the demo's clock. */
  now: number
  /** How far the demo's clock is ahead, in milliseconds. */
  offset: number
  /** Signed by the demo's server for this user. */
  token: string | undefined
  /** The demo was started afresh, or the user has just signed out: what this browser remembers is to be forgotten. */
  fresh: boolean
}

export interface Page {
  title: string
  body: Markup
}
