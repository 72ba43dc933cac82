/** A project that has installed the built package: its own folder, the packed files, and no dependency but those the package declares. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Beside the declared ones, what a project on Node with React has. */
const OWN = ['@types/node', '@types/react']

export async function createConsumer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-consumer-'))
  const modules = join(folder, 'node_modules')
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  mkdirSync(join(modules, 'gainloop'), { recursive: true })
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', join(modules, 'gainloop'), '--strip-components=1'])
  for (const name of [...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), ...OWN]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  return folder
}

/** What the compiler has to say about those files in that folder; nothing when it is content. */
export async function compile(
  folder: string,
  sources: Record<string, string>,
  options: Record<string, unknown>,
): Promise<string> {
  const files = Object.keys(sources)
  for (const file of files) writeFileSync(join(folder, file), sources[file] ?? '')
  const compilerOptions = { strict: true, noEmit: true, target: 'ES2022', types: ['node'], ...options }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  return run('node', [tsc, '-p', folder, '--pretty', 'false']).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
}
