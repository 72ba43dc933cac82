import { html, type Markup, type Part } from './html'

export interface Column {
  name: string
  /** Words or a bar, not a figure. */
  wide?: boolean
}

export interface Row {
  head: Part
  cells: readonly Part[]
}

/**
 * Columns of figures; on a narrow screen, by its class `stacked`, a card for each row. The roles say once more what each element is, for
 * browsers forget it as soon as a table is not displayed as one.
 */
export const table = (
  kind: string,
  caption: Part,
  [first, ...columns]: readonly [Column, ...Column[]],
  rows: readonly Row[],
): Markup =>
  html`<table class="${kind}" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${first.name}</th>${columns.map(
    ({ name, wide }) => html`<th scope="col" role="columnheader"${wide && html` class="wide"`}>${name}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  ({ head, cells }) => html`<tr role="row"><th scope="row" role="rowheader">${head}</th>${cells.map(
    (cell, index) =>
      html`<td role="cell"${columns[index]?.wide && html` class="wide"`}><span class="name" aria-hidden="true">${columns[index]?.name}</span>${cell}</td>`,
  )}</tr>
`,
)}</tbody>
</table>`
