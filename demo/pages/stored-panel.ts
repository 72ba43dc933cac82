import { html, type Markup } from '../html'

/** Filled by `client/stored.ts` from what the demo's server reads out of the receiver's store. */
export const storedPanel = (): Markup => html`<aside class="stored" id="stored" aria-label="Stored events">
<header><h2>What your endpoint stored</h2>
<p>Newest first, read from the receiver’s SQLite file.</p></header>
<p class="stored-none">Nothing yet. Complete an action in the product.</p>
<ol id="stored-events" reversed></ol>
</aside>`
