/**
 * What JSX compiles to: plain descriptions, which `paint.ts` turns into the page's nodes. A component is a function of its props and
 * is called on the spot. The types JSX is checked against are preact's.
 */
export interface Described {
  type: string
  key: string | undefined
  props: Record<string, unknown>
}

export const jsx = (type: string | ((props: object) => unknown), props: object, key?: string): unknown =>
  typeof type === 'string' ? ({ type, key, props } as Described) : type(props)
export { jsx as jsxs }
