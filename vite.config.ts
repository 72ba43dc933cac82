/**
 * Every build and the test projects. `vite build --mode <build>`:
 * `embed` is `gainloop.js` with its chunks, `all` the one classic file, `debug`, `launcher` and `explain` the files that lie
 * beside it, `client` the npm entries for bundlers, `node` everything that runs on a server.
 */
import type { BuildEnvironmentOptions } from 'vite'
import { defineConfig } from 'vitest/config'

const browser: BuildEnvironmentOptions = {
  target: 'es2022',
  modulePreload: false,
  sourcemap: true,
  reportCompressedSize: false,
}

/** What several lazy parts share is fetched with the first of them, in one chunk for each folder below, rather than in dozens. */
const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    // Sentences for engineers: `explain()`, the panel and the hints share them, and no visitor needs them.
    { name: 'sentences', test: /src\/(ask\/(explain|sentence)|playbook\/nearest)/, minShareCount: 2, priority: 1 },
    { name: 'storage', test: /src\/host\/(connection|layout|timer)/ },
    { name: 'ui', test: /src\/ui\/|node_modules\/preact/, minShareCount: 2 },
    {
      name: 'stages',
      test: /src\/(api|ask|delivery|host|lesson|loop|moment|playbook|rating)/,
      minShareCount: 2,
      // It needs nothing of the loop's chunk, which needs it: in a circle, the chunk that happens to arrive first runs too early.
      includeDependenciesRecursively: true,
    },
  ],
}

/** A self-contained file beside the one-file build. */
const beside = (name: string, entry: string): BuildEnvironmentOptions => ({
  ...browser,
  outDir: 'dist/embed',
  emptyOutDir: false,
  lib: { entry: { [`gainloop.${name}`]: entry }, formats: ['es'] },
  rolldownOptions: { output: { entryFileNames: '[name].js', codeSplitting: false, minify: true } },
})

const builds: Record<string, BuildEnvironmentOptions> = {
  embed: {
    ...browser,
    outDir: 'dist/embed',
    emptyOutDir: true,
    manifest: true,
    lib: { entry: { gainloop: 'src/embed-module.ts' }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      // The entry knows the layout of the storage without fetching the file that has it.
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'gainloop-[name]-[hash:6].js',
        minify: true,
        codeSplitting,
      },
    },
  },
  all: {
    ...browser,
    outDir: 'dist/embed',
    emptyOutDir: false,
    lib: { entry: { 'gainloop.all': 'src/embed-all.ts' }, formats: ['iife'], name: 'unused' },
    rolldownOptions: { output: { entryFileNames: '[name].js', codeSplitting: false, minify: true } },
  },
  debug: beside('debug', 'src/debug/debug.ts'),
  launcher: beside('launcher', 'src/launcher/launcher.ts'),
  explain: beside('explain', 'src/explain.ts'),
  /** The script of the page that the receiver serves to who follows a link. */
  ask: beside('ask', 'src/ask-page/main.ts'),
  /** One client for both entries: a second copy would be a second user of the same storage. Bundlers minify. */
  client: {
    ...browser,
    outDir: 'dist/client',
    emptyOutDir: true,
    minify: false,
    lib: { entry: { index: 'src/index.ts', react: 'src/react.tsx' }, formats: ['es'] },
    rolldownOptions: {
      external: [/^react(\/|$)/],
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash:6].js',
        codeSplitting,
        banner: ({ name }) => (name === 'react' ? "'use client'" : ''),
      },
    },
  },
  /** The demo's page of every state. It is no part of the package. */
  gallery: {
    ...browser,
    outDir: 'dist/gallery',
    emptyOutDir: true,
    lib: { entry: { gallery: 'demo/gallery/gallery.ts' }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', codeSplitting: false } },
  },
  node: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/node',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        playbook: 'src/playbook-api.ts',
        receiver: 'src/receiver/index.ts',
        'receiver-node': 'src/receiver/node.ts',
        sqlite: 'src/receiver/stores/sqlite.ts',
        postgres: 'src/receiver/stores/postgres.ts',
        report: 'src/report/index.ts',
        bin: 'src/cli/bin.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash:8].js' },
    },
  },
}

/** They install a framework and build an app with it, which takes minutes: `npm run test:frameworks`. */
const frameworkApps = ['test/built/{apps,next}.test.ts']

export default defineConfig(({ mode }) => ({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: builds[mode] ?? {},
  resolve: { conditions: mode === 'node' ? ['node'] : ['browser', 'module', 'import'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{browser,built,engines,receiver,report,cli}/**'],
          // Property tests are measured in cases: a loaded machine may take its time.
          testTimeout: 180_000,
          // Its animations never end. What moves is tested in a real browser.
          environmentOptions: { happyDOM: { settings: { device: { prefersReducedMotion: 'reduce' } } } },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/{receiver,report,cli}/**/*.test.ts'],
          globalSetup: ['test/receiver/support/setup.ts'],
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: ['test/{browser,built,engines}/**/*.test.ts'],
          exclude: frameworkApps,
          globalSetup: ['test/browser/support/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          // As patient as the tests' own waits: a second is not enough on a loaded machine.
          expect: { poll: { timeout: 20_000 } },
          maxWorkers: 2,
          // A test that may be tried again says so itself (`{ retry: 1 }`), and the report says that it was. Never one that counts ratings.
          retry: 0,
        },
      },
      {
        extends: true,
        test: {
          name: 'frameworks',
          include: frameworkApps,
          globalSetup: ['test/browser/support/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
}))
