/** The framework recipes of docs/recipes.md as apps of their own: installed from the packed build, bundled, and used in a browser. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { launch } from '../browser/support/launch'
import { folderOf, install } from './install'
import { blocks } from './readme'
import { serveSite, takeJourney } from './site'

const run = promisify(execFile)
const recipe = (section: string, language: string): string =>
  blocks(section, 'docs/recipes.md').find((block) => block.language === language)?.text ?? ''

const page = (entry: string): string =>
  `<!doctype html><html lang="en"><link rel="icon" href="data:," /><main></main><script type="module" src="/${entry}"></script></html>`

interface App {
  packages: string[]
  files: Record<string, string>
}

/** What `npm create vite` makes around the recipe, without its decoration. */
const apps: [name: string, app: App][] = [
  [
    'Vite and React',
    {
      packages: ['vite@8', '@vitejs/plugin-react@6', 'react@19', 'react-dom@19'],
      files: {
        'vite.config.js': "import react from '@vitejs/plugin-react'\nexport default { plugins: [react()] }",
        'index.html': page('main.tsx'),
        'App.tsx': recipe('React', 'tsx'),
        'main.tsx': `import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
createRoot(document.querySelector('main')!).render(<StrictMode><App user={{ id: 'u_81', plan: 'pro' }} /></StrictMode>)`,
      },
    },
  ],
  [
    'Vue 3',
    {
      packages: ['vite@8', '@vitejs/plugin-vue@6', 'vue@3'],
      files: {
        'vite.config.js': "import vue from '@vitejs/plugin-vue'\nexport default { plugins: [vue()] }",
        'index.html': page('main.js'),
        'App.vue': recipe('Vue 3', 'vue'),
        'main.js': "import { createApp } from 'vue'\nimport App from './App.vue'\ncreateApp(App).mount('main')",
      },
    },
  ],
  [
    'Svelte 5',
    {
      packages: ['vite@8', '@sveltejs/vite-plugin-svelte@7', 'svelte@5'],
      files: {
        'vite.config.js':
          "import { svelte } from '@sveltejs/vite-plugin-svelte'\nexport default { plugins: [svelte()] }",
        'index.html': page('main.js'),
        'App.svelte': recipe('Svelte 5', 'svelte'),
        'main.js':
          "import { mount } from 'svelte'\nimport App from './App.svelte'\nmount(App, { target: document.querySelector('main') })",
      },
    },
  ],
]

it.each(apps)(
  'The recipe for %s builds, asks, and posts a rating',
  async (_, { packages, files }) => {
    const folder = folderOf(files)
    await install(folder, ['gainloop', ...packages], 'npm')
    await run('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { cwd: folder })
    const site = await serveSite({ folder: join(folder, 'dist') })
    const browser = await launch()
    try {
      const tab = await browser.newPage()
      const errors: string[] = []
      tab.on('pageerror', (error) => errors.push(String(error)))
      await tab.goto(site.url)
      await takeJourney(tab)
      expect(errors).toEqual([])
      expect(site.posted.filter(({ type }) => type === 'gainloop.rating.given')).toHaveLength(1)
    } finally {
      await browser.close()
    }
  },
  240_000,
)
