/** `GET /ask.js`: the script of the page, as the package has it. */

/** Where it lies: from `dist/node`, and from `src/receiver/ask` while the receiver itself is worked on. */
const PLACES = ['../embed/', '../../../dist/embed/']

const NAME = 'gainloop.ask.js'

/** @param files the folder of the package's `dist/embed` @default beside this file, in the package */
export async function readPageScript(files?: string | URL): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const { pathToFileURL } = await import('node:url')
  const { sep } = await import('node:path')
  const folder = typeof files === 'string' && !files.startsWith('file:') ? pathToFileURL(files + sep) : files
  const places = folder ? [new URL(NAME, folder)] : PLACES.map((place) => new URL(place + NAME, import.meta.url))
  const found = await Promise.allSettled(places.map((place) => readFile(place, 'utf8')))
  const script = found.find((each) => each.status === 'fulfilled')
  if (!script) throw new Error(`${NAME} is not in ${places.map(String).join(' nor in ')}`)
  return script.value
}
