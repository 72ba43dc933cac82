import { html, type Markup } from './html'

/** A name that somebody else gave, in whatever direction it is written. */
export const named = (name: string): Markup => html`<bdi>${name}</bdi>`

const figures = new Intl.NumberFormat('en')

/** `1,200` */
export const figure = (count: number): string => figures.format(count)
