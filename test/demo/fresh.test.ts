import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isFresh } from '../../demo/fresh'

let folder: string
const at = (path: string) => join(folder, path)
/** Sets when it last changed, in seconds. */
const touch = (path: string, seconds: number) => utimesSync(at(path), seconds, seconds)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gainloop-fresh-'))
  mkdirSync(at('src/ui'), { recursive: true })
  for (const file of ['built', 'src/a.ts', 'src/ui/b.ts', 'package.json']) writeFileSync(at(file), '')
  for (const path of ['src/a.ts', 'src/ui/b.ts', 'src/ui', 'src', 'package.json']) touch(path, 100)
  touch('built', 200)
})
afterEach(() => rmSync(folder, { recursive: true }))

const fresh = () => isFresh(at('built'), [at('src'), at('package.json')])

it('what is newer than its sources is fresh', () => {
  expect(fresh()).toBe(true)
})

it.each(['src/ui/b.ts', 'package.json', 'src/ui'])('a change of %s is noticed', (path) => {
  touch(path, 300)
  expect(fresh()).toBe(false)
})

it('what was never built is not', () => {
  rmSync(at('built'))
  expect(fresh()).toBe(false)
})
