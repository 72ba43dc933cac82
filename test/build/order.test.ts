import { gzipSync } from 'node:zlib'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordered } from '../../build/order'

/** A program of many small functions, some alike, whose completion value tells whether each still does what it did. */
function program(numbers: readonly number[]): string {
  const lines = numbers.map((number, n) => {
    const like = `let total=${number};for(const part of parts)total+=part*${number % 3};return{total,name:'f${n}'}`
    return n % 3
      ? `const f${n}=parts=>{${like}},v${n}={of:f${n}}`
      : `function f${n}(parts){${like}}var v${n}=f${n}([${number}])`
  })
  const all = numbers.map((_, n) => `f${n}([1,2,${n}]),v${n}`)
  return `(()=>{${lines.join(';')};globalThis.out=JSON.stringify([${all.join(',')}])})();`
}

function outcome(code: string): unknown {
  const context: { out?: string } = {}
  runInNewContext(code, context)
  return context.out
}

it('does what it did, and is built alike each time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 120, maxLength: 200 }), (numbers) => {
      const code = program(numbers)
      const moved = ordered(code, 20)
      expect(outcome(moved)).toBe(outcome(code))
      expect(ordered(code, 20)).toBe(moved)
    }),
    { numRuns: 20 },
  )
})

it('packs better', () => {
  const code = program(Array.from({ length: 200 }, (_, n) => (n * 7) % 10))
  expect(gzipSync(ordered(code, 300)).length).toBeLessThan(gzipSync(ordered(code, 0)).length)
})

it.each([
  ['imports first, exports last', `import{a as b}from'./a.js';const c=()=>b;export{c};`],
  ['an expression that ends in a brace', `(()=>{var a;a={};(a.b=1);globalThis.out=JSON.stringify(a)})()`],
])('keeps %s', (_, line) => {
  const filler = Array.from({ length: 400 }, (__, n) => `function filler${n}(x){return x+${n}}`).join('')
  const code = line.startsWith('(') ? line.replace('{', `{${filler}`) : line.replace(';', `;${filler}`)
  const moved = ordered(code, 5)
  if (line.startsWith('(')) expect(outcome(moved)).toBe('{"b":1}')
  else expect([moved.startsWith(line.split(';')[0] ?? ''), moved.trim().endsWith('export{c};')]).toEqual([true, true])
})

it('leaves a small file alone', () => expect(ordered('const a=()=>1;export{a}', 100)).toBe('const a=()=>1;export{a}'))
