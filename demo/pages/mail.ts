/** What the vendor's nightly job would send: a message to each user whose ask is due and who did not come back. */
import { html, type Markup } from '../html'

export interface Message {
  /** The user's name. */
  to: string
  product: string
  /** What the user calls the moment. */
  about: string
  link: string
}

export const mailPage = (messages: readonly Message[]): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nightly messages · Gainloop demo</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${['theme', 'frame', 'parts'].map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
</head>
<body>
<main id="content">
<h1>What a nightly job would send</h1>
<p>Whose asks are due and were not seen, by <code>askDue</code>. You send the message; the link is signed by <code>askLink</code>.</p>
${
  messages.length
    ? html`<ul>${messages.map(
        ({ to, product, about, link }) =>
          html`<li><b>${to}</b>, ${product}: how did “${about}” turn out? <a href="${link}">Answer in one tap</a></li>`,
      )}</ul>`
    : html`<p>Nobody, for now. Complete an action as one user, choose another user at the top, and come back here three days later.</p>`
}
<p><a href="/">Back to the demo</a></p>
</main>
</body>
</html>`
