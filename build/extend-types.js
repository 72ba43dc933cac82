/**
 * Gives the relative imports in dist/types the extension that Node's own resolution asks for. The sources leave it to the
 * bundler, but under `moduleResolution: nodenext` a declaration without it resolves to nothing, and all it names is `any`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const types = resolve(import.meta.dirname, '../dist/types')

/** `./x` of that file as Node would have it. */
function extended(file, path) {
  for (const end of ['.js', '/index.js']) {
    if (existsSync(join(dirname(file), path + end).replace(/\.js$/, '.d.ts'))) return path + end
  }
  throw new Error(`${file}: there are no types for ${path}`)
}

for (const name of readdirSync(types, { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue
  const file = join(types, name)
  const code = readFileSync(file, 'utf8')
  const imports = /((?:\bfrom|\bimport\()\s*['"])(\.[^'"]*?)(?:\.js)?(['"])/g
  writeFileSync(
    file,
    code.replace(imports, (_, before, path, after) => before + extended(file, path) + after),
  )
}
