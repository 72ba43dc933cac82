/** The frame around every page: the product's navigation, the demo's own bar and panel, and Gainloop as a vendor would embed it. */
import { directionOf } from '../direction'
import { html, jsonScript, type Markup } from '../html'
import type { Next } from '../next/next'
import { demoBar } from './bar'
import { icon, type IconName } from './icon'
import type { Page, PageContext } from './page'
import { storedPanel } from './stored-panel'

const STYLES = ['theme', 'frame', 'parts', 'forms', 'demo']

export function layout(context: PageContext, page: Page, next: Next): Markup {
  const { product, choices, user, token, fresh } = context
  const theme = choices.theme === 'light' || choices.theme === 'dark' ? choices.theme : 'auto'
  return html`<!doctype html>
<html lang="en" data-theme="${theme}" data-product="${product.id}" data-card="${directionOf(choices.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}">
<title>${page.title} · ${product.name}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${STYLES.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
<script src="/clock.js"></script>
${choices.build !== 'none' && embed(context)}
<script type="module" src="/client/app.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
${demoBar(context, next)}
${choices.panel !== 'off' && storedPanel()}
<div class="product">
${navigation(context)}
<main id="content" tabindex="-1">
${page.body}
</main>
</div>
${jsonScript('page', { fresh, user: user && { id: user.id, traits: user.traits, token } })}
</body>
</html>`
}

/**
 * The two tags of the README. Their order and attributes are what a vendor pastes; only the first one's line of
 * script sits in a file, because this page's policy allows no inline script at all.
 */
function embed({ choices, product }: PageContext): Markup {
  const attributes: Record<string, string> = {
    'data-playbook': `/playbooks/${product.id}.json`,
    'data-endpoint': '/api/gainloop',
    'data-language': choices.language ?? product.languages[0] ?? 'en',
    ...(choices.theme && { 'data-theme': choices.theme }),
    ...Object.fromEntries(Object.entries(choices).filter(([name]) => name.startsWith('data-'))),
  }
  const data = Object.entries(attributes).map(([name, value]) => html` ${name}="${value}"`)
  return html`<script src="/embed-stub.js"></script>
${
  choices.build === 'all'
    ? html`<script async src="/gainloop/gainloop.all.js"${data}></script>`
    : html`<script type="module" async src="/gainloop/gainloop.js"${data}></script>`
}`
}

function navigation({ product, user, path }: PageContext): Markup {
  const link = (href: string, label: string, name: IconName) =>
    html`<a href="${href}"${(href === '/' ? path === '/' : path.startsWith(href)) && html` aria-current="page"`}>${icon(name)}<span>${label}</span></a>`
  return html`<header class="side">
<a class="brand" href="/">${icon(product.icon)}<span>${product.name}</span></a>
<nav aria-label="${product.name}">
${link('/', 'Dashboard', 'home')}
${product.collections.map((one) => link(`/${one.slug}`, one.title, one.icon))}
<button type="button" class="quiet" data-do="lessons">${icon('lesson')}<span>Your lessons</span></button>
</nav>
<p class="account">
<span class="avatar" aria-hidden="true">${user ? user.name.slice(0, 1) : '?'}</span>
<span><b>${user ? user.name : 'Not signed in'}</b><small>${user ? user.company : 'Trying it out'}</small></span>
</p>
</header>`
}
