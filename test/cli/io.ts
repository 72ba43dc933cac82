import { basename, dirname } from 'node:path'
import { run } from '../../src/cli/run'

/** When tests run: no playbook among the fixtures has a date near it. */
const NOW = Date.parse('2026-12-01T00:00:00Z')

/** Runs the command line within the test; files are those given here. */
export async function terminal(
  args: string[],
  files: Record<string, string> = {},
  env: Record<string, string> = {},
  now = () => NOW,
) {
  const out: string[] = []
  const err: string[] = []
  const written: Record<string, string> = {}
  const code = await run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    env,
    now,
    async read(file) {
      const text = files[file]
      const folder = Object.keys(files).some((name) => dirname(name) === file)
      if (text === undefined) throw Object.assign(new Error(), { code: folder ? 'EISDIR' : 'ENOENT' })
      return text
    },
    list: async (folder) =>
      Object.keys(files)
        .filter((name) => dirname(name) === folder)
        .map((name) => basename(name)),
    async write(file, content) {
      written[file] = content
    },
    stopped: () => Promise.resolve(),
  })
  return { code, out, err, written }
}
