import { html, type Markup } from '../html'
import type { Stat } from '../products/product'
import { chart } from './chart'
import type { Page, PageContext } from './page'
import { itemTable } from './table'

export function dashboard({ product, user, workspace }: PageContext): Page {
  const { overview, collections } = product
  const [first] = collections
  return {
    title: 'Dashboard',
    body: html`<div class="heading"><div><h1>${overview.greeting}${user && `, ${user.name.split(' ')[0]}`}</h1>
<p>${user ? user.company : 'You are looking at a sample account.'}</p></div>
${first && html`<a class="button" href="/${first.slug}">Go to ${first.title.toLowerCase()}</a>`}</div>
<ul class="stats">${overview.stats.map(stat)}</ul>
<section class="box"><div class="box-head"><h2>${overview.chart.title}</h2><p>${overview.chart.note}</p></div>
${chart(overview.chart)}</section>
${
  first &&
  html`<section class="box"><div class="box-head"><h2>${first.title}</h2><a href="/${first.slug}">See all</a></div>
${itemTable(first, workspace.items(first).slice(0, 4))}</section>`
}`,
  }
}

const stat = ({ label, value, change, trend }: Stat): Markup =>
  html`<li class="box"><span>${label}</span><b>${value}</b><small data-trend="${trend}">${change}</small></li>`
