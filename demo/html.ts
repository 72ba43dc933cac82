import { Markup } from '../src/report/page/html'

export { html, Markup } from '../src/report/page/html'

/** JSON for a `<script type="application/json">`, which no `</script>` inside it can end. */
export const jsonScript = (id: string, value: unknown): Markup =>
  new Markup(`<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`)
