/** The React recipe of docs/recipes.md as an app of its own: installed from the packed build, type-checked, bundled and served. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { GainloopEvent } from '../../src/delivery/event'
import { blocks } from './readme'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

const MAIN = `
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'

const root = createRoot(document.querySelector('main')!)
root.render(<StrictMode><App user={{ id: 'u_81', plan: 'pro' }} /></StrictMode>)
Object.assign(window, { leave: () => root.unmount() })
`

const PAGE =
  '<!doctype html><link rel="icon" href="data:," /><main></main><script type="module" src="/main.tsx"></script>'

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    jsx: 'react-jsx',
    types: [],
  },
  include: ['*.tsx'],
}

/**
 * @param version of React
 * @returns the app's folder, inside `folder`
 */
export async function createApp(folder: string, version: string): Promise<string> {
  const app = mkdtempSync(join(folder, 'app-'))
  const [major] = version.split('.')
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', app], { cwd: root })
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }')
  const react = [`react@${version}`, `react-dom@${version}`, `@types/react@${major}`, `@types/react-dom@${major}`]
  const quiet = ['--no-audit', '--no-fund', '--omit=optional', '--prefer-offline']
  await run('npm', ['install', ...quiet, `./${stdout.trim()}`, ...react], { cwd: app })
  const example = blocks('React', 'docs/recipes.md').find(({ language }) => language === 'tsx')
  writeFileSync(join(app, 'App.tsx'), example?.text ?? '')
  writeFileSync(join(app, 'main.tsx'), MAIN)
  writeFileSync(join(app, 'index.html'), PAGE)
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(TSCONFIG))
  return app
}

/** @throws Error with the compiler's words when the example does not fit the types that the package brings. */
export const checkTypes = async (app: string): Promise<void> => {
  await run('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', app]).catch(({ stdout }) => {
    throw new Error(stdout)
  })
}

/** With the development build of React, whose StrictMode mounts twice. */
export async function bundle(app: string): Promise<void> {
  await build({
    root: app,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { minify: false, target: 'es2022' },
  })
}

export interface Posted {
  authorization: string | undefined
  event: GainloopEvent
}

export interface Served {
  url: string
  /** In the order they came. */
  posted: Posted[]
  close(): void
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/** What the example relies on: its files, the README's playbook, a token, and an endpoint that takes everything. */
export async function serveApp(app: string): Promise<Served> {
  const playbook = blocks('Embed it in five minutes').find(({ language }) => language === 'json')?.text
  const posted: Posted[] = []
  const take = async (request: IncomingMessage): Promise<void> => {
    const { authorization } = request.headers
    for (const event of JSON.parse(await text(request))) posted.push({ authorization, event })
  }
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    const type = TYPES[extname(path)]
    if (path === '/api/gainloop') take(request).then(() => response.writeHead(202).end())
    else if (path === '/playbook.json') response.end(playbook)
    else if (path === '/token') response.end('signed.by.the.vendor')
    else if (type) response.setHeader('content-type', type).end(readFileSync(join(app, 'dist', path)))
    else response.writeHead(404).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, posted, close: () => server.close() }
}
