/** What JSX compiles to. Preact's own jsx-runtime builds each node a second way, at 170 bytes gzipped; `createElement` takes children as a prop as well. */
import { createElement, Fragment } from 'preact'

type Args = Parameters<typeof createElement>

export const jsx = (type: Args[0], props: object, key?: string) =>
  createElement(type as never, (key === undefined ? props : { ...props, key }) as never)
export { Fragment, jsx as jsxs }
