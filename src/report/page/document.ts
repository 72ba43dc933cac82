/** The document around every page of the report, and the policy it is served with. */
import { html, Markup, type Part } from './html'
import { STYLE } from './style'

/** A whole HTML document. It loads nothing from elsewhere. */
export const documentOf = (title: string, body: Part): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.source

let policy: Promise<string> | undefined

/** The `content-security-policy` of every page: its own style and its own forms; no scripts, images or framing. */
export const pagePolicy = (): Promise<string> => (policy ??= computePolicy())

async function computePolicy(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
}
