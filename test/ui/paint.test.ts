// @vitest-environment happy-dom
import fc from 'fast-check'
import { type ComponentChild, h, render } from 'preact'
import { describe, expect, it } from 'vitest'
import { jsx } from '../../src/ui/jsx-runtime'
import { painter } from '../../src/ui/paint'

type Tree = string | false | undefined | Tree[] | { type: string; key?: string; props: object; children: Tree[] }

const ours = (tree: Tree): unknown => {
  if (Array.isArray(tree)) return tree.map(ours)
  if (typeof tree !== 'object') return tree
  return jsx(tree.type, { ...tree.props, children: tree.children.map(ours) }, tree.key)
}
const preacts = (tree: Tree): ComponentChild => {
  if (Array.isArray(tree)) return tree.map(preacts) as unknown as ComponentChild
  if (typeof tree !== 'object') return tree
  return h(tree.type, { ...tree.props, ...(tree.key && { key: tree.key }) } as never, ...tree.children.map(preacts))
}

/** What is there, whatever the order of its attributes. */
const seen = (node: Element): unknown => [
  node.localName,
  [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
  [...node.childNodes].map((below) => (below instanceof Element ? seen(below) : below.textContent)).filter(String),
]

const root = (): HTMLElement => document.body.appendChild(document.createElement('div'))

const { tree } = fc.letrec<{ tree: Tree; element: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Tree>('', false, undefined, 'Yes', '<b>no</b>', 'Not yet'),
    tie('element'),
    fc.array(tie('tree'), { maxLength: 3 }),
  ),
  element: fc.record(
    {
      type: fc.constantFrom('p', 'span', 'button', 'div'),
      key: fc.constantFrom('a', 'b', 'c'),
      props: fc.record(
        {
          class: fc.constantFrom('one', 'two'),
          hidden: fc.boolean(),
          'aria-label': fc.constantFrom('x', undefined),
          'data-n': fc.nat(3),
        },
        { requiredKeys: [] },
      ),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'props', 'children'] },
  ) as fc.Arbitrary<Tree>,
}))

/** The same key twice among siblings is a mistake of the caller, which Preact answers in its own way. */
const keysOnce = (tree: Tree): boolean => {
  const met = new Set<string>()
  const siblings = (part: Tree): boolean => {
    if (Array.isArray(part)) return part.every(siblings)
    if (typeof part !== 'object') return true
    const once = !part.key || !met.has(part.key)
    if (part.key) met.add(part.key)
    return once && keysOnce(part.children)
  }
  return siblings(tree)
}

describe('what is painted', () => {
  it('is what Preact would render, from any description to any other', () => {
    fc.assert(
      fc.property(fc.array(tree.filter(keysOnce), { minLength: 1, maxLength: 4 }), (steps) => {
        const mine = root()
        const paint = painter(mine)
        for (const step of steps) {
          paint(ours(step))
          // From nothing each time: from one fragment to another this version of Preact mistakes the order at times.
          const theirs = root()
          render(preacts(step), theirs)
          expect(seen(mine)).toEqual(seen(theirs))
          theirs.remove()
        }
        mine.remove()
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the node, its focus and what was typed when something before it comes or goes', () => {
    const into = root()
    const paint = painter(into)
    const field = () => jsx('input', { name: 'text', value: 'old' }, 'field')
    paint([jsx('p', { children: 'Above' }), field()])
    const input = into.querySelector('input') as HTMLInputElement
    input.focus()
    input.value = 'typed'
    for (const children of [field(), [jsx('p', {}), jsx('p', {}), field()], [field(), jsx('h2', {})]]) {
      paint(children)
      expect(into.querySelector('input')).toBe(input)
      expect(document.activeElement).toBe(input)
      expect(input.value).toBe('typed')
    }
  })

  it('starts a node anew when its key changes', () => {
    const into = root()
    const paint = painter(into)
    paint(jsx('form', {}, 'question'))
    const form = into.firstChild
    paint(jsx('form', {}, 'lesson'))
    expect(into.firstChild).not.toBe(form)
  })

  it('leaves alone what was put into an element by other hands', () => {
    const into = root()
    const paint = painter(into)
    paint(jsx('div', { role: 'status' }))
    ;(into.firstChild as Element).textContent = 'Thanks, noted.'
    paint(jsx('div', { role: 'status', class: 'sr' }))
    expect(into.innerHTML).toBe('<div role="status" class="sr">Thanks, noted.</div>')
  })

  it('calls the last handler given, and none once it is gone', () => {
    const into = root()
    const paint = painter(into)
    const heard: string[] = []
    const button = (onClick?: () => void) => jsx('button', onClick ? { onClick } : {})
    for (const step of [() => heard.push('first'), () => heard.push('second'), undefined]) {
      paint(button(step))
      into.querySelector('button')?.click()
    }
    expect(heard).toEqual(['first', 'second'])
  })

  it('draws in the namespace of drawings, and below it too', () => {
    const into = root()
    painter(into)(jsx('svg', { viewBox: '0 0 20 20', children: jsx('path', { d: 'M0 0' }) }))
    expect(into.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg')
    expect(into.querySelector('svg')?.getAttribute('viewBox')).toBe('0 0 20 20')
  })

  it('sets styles by property, never by attribute', () => {
    const into = root()
    const paint = painter(into)
    for (const share of ['10%', '60%']) paint(jsx('div', { style: { '--done': share } }))
    expect((into.firstChild as HTMLElement).style.getPropertyValue('--done')).toBe('60%')
  })
})
