/** An accessible table of counts. */
import { html, type Markup, type Part } from './html'

export interface TableColumn {
  name: string
  /** Holds text or a bar rather than a number. */
  wide?: boolean
}

export interface TableRow {
  head: Part
  cells: readonly Part[]
}

/**
 * The class `stacked` turns each row into a card on narrow screens. The explicit roles are needed then: browsers drop the table
 * semantics of elements whose `display` is not a table's. See https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html
 */
export const table = (
  className: string,
  caption: Part,
  [first, ...columns]: readonly [TableColumn, ...TableColumn[]],
  rows: readonly TableRow[],
): Markup =>
  html`<table class="${className}" role="table">
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
