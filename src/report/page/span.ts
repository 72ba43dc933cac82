/** What the report is about, in a sentence. */
import type { SuccessGap } from '../shape'
import type { Asked } from './asked'
import { html, type Markup } from './html'
import { named } from './text'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

const timeOf = (iso: string): Markup =>
  html`<time datetime="${iso}">${(iso.endsWith('T00:00:00.000Z') ? DAY : TIME).format(new Date(iso))}</time>`

const NAMED = ['action', 'segment', 'language'] as const

export function spanOf({ from, to }: SuccessGap, { filter }: Asked): Markup {
  const period = [from && html` from ${timeOf(from)}`, to && html` until ${timeOf(to)}, not included`]
  const names = NAMED.filter((name) => filter[name]).map((name) => html`; ${name} ${named(filter[name] ?? '')}`)
  return html`Moments completed${from || to ? html`${period} (UTC)` : ' at any time'}${names}.`
}
