/** The files the demo's pages load: its own scripts and styles, the built Gainloop, the playbooks, the lessons' media. */
import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const BUILT = resolve(here, '../dist/embed')
const GALLERY = resolve(here, '../dist/gallery')

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

/** The first tag of the README, in a file of its own because this demo's policy allows no inline script. */
const STUB = "typeof gainloop=='function'||(window.gainloop=function(){(gainloop.q=gainloop.q||[]).push(arguments)})\n"

const POSTER = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#dfe7ee"/><path d="M0 180h320v-60C240 70 200 150 120 110 70 85 40 100 0 130z" fill="#b8c7d6"/><circle cx="250" cy="50" r="20" fill="#f4d9a8"/></svg>`

const answer = (body: string | Uint8Array<ArrayBuffer>, extension: string): Response =>
  new Response(body, {
    headers: { 'content-type': TYPES[extension] ?? 'application/octet-stream', 'cache-control': 'no-cache' },
  })

/** A file inside `folder`, or undefined where there is none; a path that leads out of it is none. */
async function fileIn(folder: string, path: string): Promise<Response | undefined> {
  const file = resolve(folder, `.${path}`)
  if (!file.startsWith(folder + sep)) return undefined
  const body = await readFile(file).catch(() => undefined)
  return body && answer(new Uint8Array(body), extname(file))
}

/** One of the demo's TypeScript files with its types taken off and its imports given the extension browsers need. */
async function script(name: string): Promise<Response | undefined> {
  if (!/^[a-z-]+$/.test(name)) return undefined
  const source = await readFile(resolve(here, 'client', `${name}.ts`), 'utf8').catch(() => undefined)
  if (source === undefined) return undefined
  const { code } = await transformWithOxc(source, `${name}.ts`)
  return answer(code.replace(/((?:from|import)\s*["']\.\/[a-z-]+)(["'])/g, '$1.js$2'), '.js')
}

/** The page of every state: what is written is here, and its script is built. */
const galleryFile = async (name: string): Promise<Response | undefined> =>
  (await fileIn(GALLERY, name)) ?? (/\.(html|css)$/.test(name) ? fileIn(resolve(here, 'gallery'), name) : undefined)

/** The file at that path of the demo's address, or undefined where it is not a file's. */
export async function fileAt(path: string): Promise<Response | undefined> {
  const [, folder = '', name = ''] = /^\/([a-z-]+)(\/.*)?$/.exec(path) ?? []
  switch (folder) {
    case 'assets':
      return fileIn(resolve(here, 'assets'), name)
    case 'playbooks':
      return fileIn(resolve(here, 'playbooks'), name)
    case 'gainloop':
      return fileIn(BUILT, name)
    case 'gallery':
      return galleryFile(name || '/index.html')
    case 'client':
      return script(name.replace(/^\/|\.js$/g, ''))
  }
  if (path === '/embed-stub.js') return answer(STUB, '.js')
  if (/^\/lessons\/media\/[\w-]+\.(jpg|png)$/.test(path)) return answer(POSTER, '.svg')
  return undefined
}
