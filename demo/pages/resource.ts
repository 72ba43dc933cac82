import { html } from '../html'
import type { Page } from './page'

/** Where a lesson's links lead: help pages, tools, courses. A vendor has these already; the demo says what would be there. */
export function resourcePage(path: string): Page {
  const name = (path.split('/').filter(Boolean).slice(1).join(' ') || 'page').replace(/[-/]/g, ' ')
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return {
    title,
    body: html`<div class="heading"><div><h1>${title}</h1><p>A page of the product’s own that a lesson links to.</p></div></div>
<section class="box prose"><p>In a real product this address (<code>${path}</code>) holds the help page, tool or course that the lesson points to. It opened in a new tab, so your work is where you left it.</p></section>`,
  }
}

export function missingPage(): Page {
  return {
    title: 'Not found',
    body: html`<div class="heading"><div><h1>Nothing here</h1><p>This page doesn’t exist, or it was deleted.</p></div></div>
<p><a class="button" href="/">Back to the dashboard</a></p>`,
  }
}
