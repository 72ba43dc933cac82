/** The demo's own controls, kept apart from the product: which product, who is using it, in what language, and what time it is. */
import { directionOf } from '../direction'
import { html, type Markup } from '../html'
import { JUMPS } from '../jumps'
import type { Next } from '../next/next'
import { products } from '../products'
import type { PageContext } from './page'

const LANGUAGES: Record<string, string> = { en: 'English', de: 'Deutsch', ar: 'العربية', ja: '日本語', es: 'Español' }
const THEMES = { '': 'System', light: 'Light', dark: 'Dark' }

export function demoBar(context: PageContext, next: Next): Markup {
  const { product, user, choices, now, offset } = context
  const language = choices.language ?? product.languages[0] ?? 'en'
  return html`<aside class="demo-bar" aria-label="Demo controls">
<div class="demo-head"><b>Gainloop demo</b>
<button type="button" class="demo-toggle" data-toggle="controls" aria-expanded="false">Controls</button>
<button type="button" class="demo-toggle" data-toggle="stored" aria-expanded="false">Stored events <output id="stored-count">0</output></button></div>
<div class="demo-controls" id="controls">
${chooser(
  'product',
  'Product',
  product.id,
  products.map((one) => [one.id, `${one.name} · ${one.kind}`]),
)}
${chooser('user', 'User', user?.id ?? '', [
  ...product.users.map((one) => [one.id, `${one.name.split(' ')[0]} · ${one.note}`] as const),
  ['', 'Anonymous visitor'],
])}
${chooser(
  'language',
  'Card language',
  language,
  product.languages.map((one) => [one, LANGUAGES[one] ?? one]),
)}
${chooser('theme', 'Theme', choices.theme ?? '', Object.entries(THEMES))}
</div>
<div class="demo-steps">
<div class="demo-clock" role="group" aria-label="Clock">
<time datetime="${new Date(now).toISOString()}">${day(now)}</time>
${JUMPS.map(({ days, label }) => html`<button type="button" data-jump="${days}"${next.jump === days && html` data-next`}>${label}</button>`)}
<button type="button" data-jump="now"${offset === 0 && html` disabled`}>Back to now</button>
<button type="button" data-do="start-over" title="Forget everything: events, book and clock">Start over</button>
<a href="/gallery">Every state of the card</a>
<a href="/demo/mail">Nightly messages</a>
</div>
<p class="demo-next"><b>Next:</b> <span id="next">${next.text}</span></p>
</div>
</aside>`
}

const chooser = (
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
): Markup => html`<label>${label}<select data-choose="${name}">
${options.map(([value, text]) => html`<option value="${value}"${name === 'language' && html` dir="${directionOf(value)}"`}${value === chosen && html` selected`}>${text}</option>`)}
</select></label>`

const day = (time: number): string =>
  new Date(time).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
