import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminal } from './io'

/** `UPDATE=1 npx vitest run --project server test/cli/invalid` writes what `check` says: to be read before it is committed. */
const update = process.env.UPDATE === '1'
const folder = new URL('../fixtures/playbooks/invalid/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))

describe('What gainloop check says of a playbook with one mistake', () => {
  test('is held for more than forty of them', () => {
    expect(names.length).toBeGreaterThan(40)
    const said = readdirSync(folder).filter((file) => file.endsWith('.txt'))
    if (!update) expect(said.map((file) => file.slice(0, -4))).toEqual(names)
  })

  test.each(names)('%s', async (name) => {
    const file = `${name}.json`
    const { code, out, err } = await terminal(['check', file], { [file]: readFileSync(new URL(file, folder), 'utf8') })
    const said = `${out.join('\n')}\n`
    if (update) writeFileSync(new URL(`${name}.txt`, folder), said)
    expect(said).toBe(readFileSync(new URL(`${name}.txt`, folder), 'utf8'))
    expect(err).toEqual([])
    expect(code).toBe(said.includes(': error:') ? 1 : 0)
  })
})
