import { html, Markup, type Part } from './html'
import { STYLE } from './style'

/** A whole page. Nothing in it is loaded from anywhere. */
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
