/**
 * Brings the nodes below a root up to date with what JSX describes, in place: what is still there keeps its focus, its caret and
 * what was typed. Preact would do the same at 3.5 KiB gzipped; the card has neither component state nor effects (CONTRIBUTING, Bytes).
 */
import type { Described } from './jsx-runtime'

interface Held {
  is: Described | string
  node: Element | Text
  below: Held[]
}

const SVG = 'http://www.w3.org/2000/svg'

const set = (node: HTMLElement, name: string, value: unknown): void => {
  if (name.startsWith('on')) {
    const handle = value as ((event: Event) => void) | undefined
    // A property holds one function, so that the last one counts. What it returns must not: `false` would cancel the event.
    Object.assign(node, { [name.toLowerCase()]: handle && ((event: Event) => void handle(event)) })
  } else if (name === 'style')
    // Never the attribute: `style-src` without 'unsafe-inline' blocks it.
    for (const [property, worth] of Object.entries(value as object)) node.style.setProperty(property, worth)
  else if (value === undefined || value === false) node.removeAttribute(name)
  else node.setAttribute(name, value === true ? '' : `${value}`)
}

const made = (is: Described | string, parent: ParentNode & Node): Held => {
  if (typeof is === 'string') return { is, node: document.createTextNode(is), below: [] }
  const { type, key } = is
  const drawn = type === 'svg' || (parent as Element).namespaceURI === SVG
  const node = drawn ? document.createElementNS(SVG, type) : document.createElement(type)
  return { is: { type, key, props: {} }, node, below: [] }
}

const same = (one: Described | string, other: Described | string): boolean =>
  (one as Described).type === (other as Described).type && (one as Described).key === (other as Described).key

const refresh = (held: Held, is: Described | string): Held => {
  const { node } = held
  if (typeof is === 'string') {
    if (held.is !== is) (node as Text).data = is
  } else {
    const { props: before } = held.is as Described
    for (const name in { ...before, ...is.props })
      if (name !== 'children' && before[name] !== is.props[name]) set(node as HTMLElement, name, is.props[name])
    held.below = below(node as Element, held.below, is.props.children)
  }
  held.is = is
  return held
}

const below = (parent: ParentNode & Node, before: Held[], children: unknown): Held[] => {
  const left = [...before]
  const wanted = ([children].flat(9) as (Described | string)[]).filter(Boolean)
  const kept = wanted.map((is) => {
    const index = left.findIndex((held) => same(held.is, is))
    return index < 0 ? undefined : left.splice(index, 1)[0]
  })
  // First out with what is gone: moving a node that stays would cost it its focus.
  for (const { node } of left) node.remove()
  let at = parent.firstChild
  return wanted.map((is, index) => {
    const held = refresh(kept[index] ?? made(is, parent), is)
    if (held.node === at) at = at.nextSibling
    else parent.insertBefore(held.node, at)
    return held
  })
}

/** A painter of everything below `root`. Arrays are flattened; nothing, `false`, `0` and empty strings are left out. */
export const painter = (root: ParentNode & Node): ((children: unknown) => void) => {
  let held: Held[] = []
  return (children) => {
    held = below(root, held, children)
  }
}
