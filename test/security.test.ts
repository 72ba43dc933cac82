import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const claims = readFileSync(join(root, 'SECURITY.md'), 'utf8').replace(/\n\s*/g, ' ')
const named = [...claims.matchAll(/\((test\/[\w./-]+): “(.+?)”\)/g)].map(
  ([, file = '', title = '']) => [file, title] as const,
)

describe('SECURITY.md', () => {
  test('names a test for what it says', () => expect(named.length).toBeGreaterThan(25))

  test.each(named)('names %s, which holds that “%s”', (file, title) => {
    expect(readFileSync(join(root, file), 'utf8').replace(/\n\s*/g, ' ')).toContain(title)
  })

  test('invents no address to write to', () => expect(claims).not.toMatch(/[\w.]+@[\w-]+\.\w+/))
})
