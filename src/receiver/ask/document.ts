/** The pages that a link leads to: the card of one ask, or one sentence why there is none. */
import type { AskPageData } from '../../ask-page/data'
import { direction } from '../../playbook/language'
import { html, Markup } from '../../report/page/html'
import type { PageWords } from './words'

/** The same for every page, because the page's policy allows it by its hash. */
const STYLE = `
:root { color-scheme: light dark; --paper: #f4f6f8; --ink: #1b2026; }
[data-theme="light"] { color-scheme: light; }
[data-theme="dark"] { color-scheme: dark; --paper: #12161a; --ink: #e8ecf1; }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) { --paper: #12161a; --ink: #e8ecf1; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { box-sizing: border-box; max-inline-size: 34rem; margin-inline: auto; padding: clamp(1rem, 6vw, 4rem) 1rem 3rem; }
h1 { margin: 0 0 1rem; font-size: 1.125rem; font-weight: 600; line-height: 1.3; }
p { margin: 0 0 1rem; }
p:empty { margin: 0; }
/* The card says the name itself. */
main:has(#card:not(:empty)) h1 { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`

/** Players of videos, which the card loads only once the user has clicked. */
const PLAYERS = 'https://www.youtube-nocookie.com https://player.vimeo.com https://fast.wistia.net https://www.loom.com'

const base64 = (bytes: ArrayBuffer | Uint8Array): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

let styleHash: Promise<string> | undefined

const hashOfStyle = (): Promise<string> =>
  (styleHash ??= crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)).then(base64))

/** What the browser may load: its own style and script, the images and players that lessons have, and no script of others. */
async function policy(nonce: string | undefined): Promise<string> {
  const own = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${await hashOfStyle()}'`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  const ofCard = [
    ...own.filter((directive) => directive !== 'img-src data:'),
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' https: data:",
    "media-src 'self' https:",
    `frame-src ${PLAYERS}`,
  ]
  return (nonce ? ofCard : own).join('; ')
}

/** JSON that can't end the element it stands in. */
const inScript = (data: unknown): Markup => new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'))

export interface AskPage {
  status: number
  words: PageWords
  theme: string
  /** Stands over the card, or alone. */
  sentence?: string | undefined
  /** For the page's script. Without it the page is the sentence alone. */
  data?: AskPageData | undefined
}

export async function askPage({ status, words, theme, sentence = '', data }: AskPage): Promise<Response> {
  const nonce = data && base64(crypto.getRandomValues(new Uint8Array(16)))
  const { language, name } = words
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction(language)}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${name}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${name}</h1>
<p id="status" role="status">${sentence}</p>
<div id="card"></div>
</main>
${
  data &&
  html`<script type="application/json" id="data">${inScript(data)}</script>
<script type="module" src="ask.js" nonce="${nonce}"></script>`
}
</body>
</html>
`
  return new Response(page.source, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': await policy(nonce),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    },
  })
}
