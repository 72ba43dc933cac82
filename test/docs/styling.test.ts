import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { customProperties, PARTS } from '../../tools/docs/styling-reference'
import { allBlocks } from './documents'

const UI = join(import.meta.dirname, '../../src/ui')
const components = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))

/** Whatever a component names in `part="…"` or in `part={… ? 'a b' : 'a'}`. */
const partsIn = (source: string): string[] =>
  [...source.matchAll(/\bpart=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, expression = '']) =>
    (
      plain ?? [...expression.replace(/=== '[^']*'/g, '').matchAll(/'([^']*)'/g)].map(([, name]) => name).join(' ')
    ).split(' '),
  )

describe('what a page may style', () => {
  it('each part in the code is in the table, and each in the table is in the code', () => {
    const named = components.flatMap((file) => partsIn(readFileSync(join(UI, file), 'utf8')))
    expect([...new Set(named)].sort()).toEqual(Object.keys(PARTS).sort())
  })

  it('each custom property of the sheet is explained, with its default', () => {
    const all = customProperties()
    expect(all.length).toBeGreaterThan(15)
    expect(all.filter(({ meaning }) => !meaning)).toEqual([])
    expect(all.find(({ name }) => name === '--gl-radius')?.otherwise).toBe('16px')
  })

  it('the style sheets in the documents name nothing else', () => {
    const css = allBlocks().filter(({ language }) => language === 'css')
    expect(css.length).toBeGreaterThan(0)
    const named = css.flatMap(({ text }) => [...text.matchAll(/::part\(([^)]+)\)|(--gl-[a-z-]+)/g)])
    const known = [...Object.keys(PARTS), ...customProperties().map(({ name }) => name)]
    expect(known).toEqual(expect.arrayContaining(named.map(([, part, property]) => part ?? property)))
  })
})
