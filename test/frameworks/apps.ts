/** One small app for each framework: what is installed, what lies beside the sources, and how it is built and served. */

export interface App {
  /** Beside the packed Gainloop. */
  packages: string[]
  files: Record<string, string>
  build: string[]
  serve(port: number): string[]
  /** Serves `/api/gainloop` itself. The others are served by vite, which passes it on to a receiver beside it. */
  hasEndpoint?: boolean
}

const html = (main: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Postcard</title>
  <div id="app"></div>
  <script type="module" src="/src/${main}"></script>
</html>
`

const viteConfig = (plugin: string, imported: string): string => `import { defineConfig } from 'vite'
${imported}

export default defineConfig({
  plugins: [${plugin}],
  preview: { proxy: { '/api/gainloop': process.env.RECEIVER } },
})
`

const vite = (packages: string[], main: string, plugin: string, imported: string): App => ({
  packages: ['vite@8', ...packages],
  files: { 'index.html': html(main), 'vite.config.js': viteConfig(plugin, imported) },
  build: ['vite', 'build'],
  serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
})

export const apps: Record<string, App> = {
  next: {
    packages: [
      'next@16',
      'react@19',
      'react-dom@19',
      'typescript@5',
      '@types/node@20',
      '@types/react@19',
      '@libsql/client@0.15',
    ],
    files: {
      // As `create-next-app` writes it.
      'next.config.ts': `import type { NextConfig } from 'next'

const nextConfig: NextConfig = { cacheComponents: true, partialPrefetching: true }

export default nextConfig
`,
    },
    build: ['next', 'build'],
    serve: (port) => ['next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
    hasEndpoint: true,
  },
  react: vite(
    ['react@19', 'react-dom@19', '@vitejs/plugin-react@6'],
    'main.tsx',
    'react()',
    `import react from '@vitejs/plugin-react'`,
  ),
  vue: vite(['vue@3', '@vitejs/plugin-vue@6'], 'main.ts', 'vue()', `import vue from '@vitejs/plugin-vue'`),
  svelte: vite(
    ['svelte@5', '@sveltejs/vite-plugin-svelte@7'],
    'main.ts',
    'svelte()',
    `import { svelte } from '@sveltejs/vite-plugin-svelte'`,
  ),
}
