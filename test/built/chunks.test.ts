import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/**
 * The browser runs a chunk as soon as it and what it imports have arrived. In a circle one of them runs before what it needs,
 * and which one depends on the network.
 */
test.each(['dist/embed', 'dist/client'])('no chunk of %s imports itself, by whatever way round', async (folder) => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const imports = new Map<string, string[]>()
  for (const file of files) {
    const code = await readFile(`${folder}/${file}`, 'utf8')
    const found = [...code.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g)]
    imports.set(
      file,
      found.map(([, name = '']) => name),
    )
  }
  expect([...imports.values()].flat().length).toBeGreaterThan(5)
  const circles: string[] = []
  const follow = (path: string[]): void => {
    for (const next of imports.get(path.at(-1) ?? '') ?? [])
      if (path.includes(next)) circles.push([...path, next].join(' → '))
      else follow([...path, next])
  }
  for (const file of files) follow([file])
  expect(circles).toEqual([])
})
