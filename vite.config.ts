/**
 * Every build and both test projects. `vite build --mode embed|all|debug|launcher|video|client|react|node`:
 * `embed` and `all` are the two script-tag builds, `debug`, `launcher` and `video` files beside them, `client` the npm entry for bundlers, `react` its companion beside it,
 * `node` everything that runs on a server.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { minify } from 'terser'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { nameCache, SHORTENED } from './build/names.ts'
import { ordered } from './build/order.ts'

const browser = { target: 'es2022', modulePreload: false, sourcemap: false, reportCompressedSize: false } as const
const plain = { external: [/^node:/, /^@libsql/, /^pg$/, /^hono/, /^@hono/, /^kysely/, /^zod/, /^jose/, /^gainloop/] }

/**
 * Two chunks, the loop and the card, rather than one for every crossing of imports: gzip finds more to share in them.
 * What the entry, a lesson's kind or a rare call brings stays apart.
 */
const ALONE =
  /host\/(wake|name|held|watch)|ui\/(rare|keyboard|figure|languages\/en-(rarer|kinds)|steps\/(figures|gain|review|shelf|thanks)|scales\/(drawings|number)|lessons)|rating\/gain|loop\/(rare-calls|sync)|lesson\/shelf|moment\/cancel|loop\/hints|playbook\/nearest|ask\/(ask-now|explain|detail|sentence)|src\/(explain|debug\/|launcher\/)/
const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    // Read by the entry and by the loop; the entry itself is never imported: a query behind its URL would load it twice.
    { name: 'storage', test: /host\/(database|records|stored)/ },
    { name: 'loop', test: (id: string) => /src\/\w+\//.test(id) && !ALONE.test(id) },
  ],
}

/** As the loop imports them: each a file of its own, beside both script-tag builds. */
const BESIDE = /.*\/(debug|launcher)\/\1$/

/**
 * A file beside both, with its own copies of what it reads with: each name that the loop's chunk would have to export for it
 * costs every journey bytes.
 */
const beside = (name: string, entry: string) =>
  ({
    ...browser,
    outDir: 'dist/embed',
    emptyOutDir: false,
    lib: { entry: { [`gainloop.${name}`]: entry }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', codeSplitting: false, minify: true } },
  }) as const

const builds = {
  /** ES module, tiny entry, the rest in chunks loaded when needed. */
  embed: {
    ...browser,
    outDir: 'dist/embed',
    emptyOutDir: true,
    lib: { entry: { gainloop: 'src/embed-module.ts', 'gainloop.explain': 'src/explain.ts' }, formats: ['es'] },
    rolldownOptions: {
      external: [BESIDE],
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'gainloop-[name]-[hash:6].js',
        paths: (id: string) => id.replace(BESIDE, './gainloop.$1.js'),
        minify: true,
        codeSplitting,
      },
    },
  },
  /** One classic file. */
  all: {
    ...browser,
    outDir: 'dist/embed',
    emptyOutDir: false,
    lib: { entry: { 'gainloop.all': 'src/embed-all.ts' }, formats: ['iife'], name: 'unused' },
    rolldownOptions: {
      output: { entryFileNames: '[name].js', codeSplitting: false, minify: true },
    },
  },
  debug: beside('debug', 'src/debug/debug.ts'),
  launcher: beside('launcher', 'src/launcher/launcher.ts'),
  /** For the one file, which has no room for a player. */
  video: beside('video', 'src/ui/lessons/video.tsx'),
  client: {
    ...browser,
    outDir: 'dist/client',
    emptyOutDir: true,
    lib: { entry: { index: 'src/index.ts' }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true, codeSplitting },
    },
  },
  /** Around the one client: a second copy would be a second user of the same storage. Left readable; bundlers minify. */
  react: {
    ...browser,
    outDir: 'dist/client',
    emptyOutDir: false,
    minify: false,
    lib: { entry: { react: 'src/react.tsx' }, formats: ['es'] },
    rolldownOptions: {
      external: [/^react(\/|$)/, './gainloop'],
      output: {
        entryFileNames: '[name].js',
        paths: (id: string) => id.replace(/.*[\\/]gainloop$/, './index.js'),
        banner: "'use client'",
      },
    },
  },
  node: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/node',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        playbook: 'src/playbook/index.ts',
        receiver: 'src/receiver/index.ts',
        'receiver-node': 'src/receiver/node.ts',
        sqlite: 'src/receiver/stores/sqlite.ts',
        postgres: 'src/receiver/stores/postgres.ts',
        report: 'src/report/index.ts',
        bin: 'src/cli/bin.ts',
      },
      ...plain,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
} as const

/** What is used of a module fetched later; of a lesson kind, what has its name; `default` where nothing is listed. */
const EXPORTS: Record<string, string[]> = {
  './loop/loop': ['createLoop'],
  './rare-calls': ['report', 'withdraw', 'askFor', 'opened', 'shelf', 'explain'],
  './rare': ['rare'],
  './sync': ['sync'],
  '../rating/gain': ['gainOf', 'baselineOf'],
}
/** Exported for the tests. */
const TESTED = ['bookOf']

/** What the table above leaves out would be missing from the one file, and be noticed only there. */
function checkListed(from: string, importer: string): void {
  const listed = EXPORTS[from]
  const file = resolve(dirname(importer), `${from}.ts`)
  if (!listed || !existsSync(file)) return
  const names = readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)
  for (const [, name = ''] of names)
    if (![...listed, ...TESTED].includes(name)) throw new Error(`vite.config.ts: EXPORTS of ${from} lacks ${name}`)
}

/**
 * In one file nothing is loaded later: `import('./x')` becomes the module itself, without a bundler's wrapper around each.
 * But what few pages need stays beside it: what only the vendor's engineer reads (the sentences of `explain()` and the hints in
 * the console in `gainloop.explain.js`, the panel in `gainloop.debug.js`), the launcher, and a video's player, without which a
 * video is a link.
 */
const inlineImports: Plugin = {
  name: 'inline-imports',
  enforce: 'post',
  transform(code, id) {
    if (!id.includes('/src/')) return null
    const found: string[] = []
    /** A module that comes at once, by the name it has here. */
    const lazy = (from: string): string => `lazy${found.push(from) - 1}`
    const inline = (_: string, awaited = '', __: string, from: string, otherwise = ''): string => {
      const file = /\/(explain|debug|launcher|video)$/.exec(from)?.[1]
      const later = file && `import(new URL('gainloop.${file}.js',${lazy('../base')}.base))`
      if (file === 'video') return `${awaited}${later}.catch(()=>({video:${lazy('./lessons/video-link')}.video}))`
      if (later) return awaited + later + otherwise
      checkListed(from, id)
      const kind = /lessons\/(\w+)$/.exec(from)?.slice(1)
      const module = lazy(from)
      const exported = `({${(EXPORTS[from] ?? kind ?? ['default']).map((name) => `${name}:${module}.${name}`)}})`
      return awaited ? exported : `Promise.resolve${exported}`
    }
    // What comes at once does not fail to come.
    const body = code.replace(
      /(\bawait )?\bimport\((["'`])(\.[^"'`]+)\2\)(\.catch\((?:\w+|\(\) => (?:\{\}|void 0|undefined))\))?/g,
      inline,
    )
    // After what is imported at once: gzip finds more to share in that order.
    return found.length ? body + found.map((from, n) => `\nimport * as lazy${n} from '${from}'`).join('') : null
  },
}

/** Moves tried for the order of the functions in a file: some 12 s for the loop's, 30 s for the one file, which has the least room. */
const TRIES = { loop: 5_000, one: 12_000 }

/** A second minifier after the bundler's: 900 bytes gzipped of `gainloop.all.js`. */
const smaller: Plugin = {
  name: 'smaller',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const lost = file.exports.filter((name) => SHORTENED.includes(name))
      if (lost.length)
        throw new Error(`${file.fileName} exports ${lost.join(', ')}: whoever imports it would look for a short name`)
      const compress = {
        passes: 3,
        ecma: 2020,
        pure_getters: true,
        keep_fargs: false,
        unsafe_arrows: true,
        hoist_funs: true,
        unsafe: true,
      } as const
      const one = file.fileName === 'gainloop.all.js'
      // Twice: the second time it meets its own code.
      for (let times = 2; times--;) {
        const { code } = await minify(file.code, {
          module: !one,
          toplevel: true,
          compress,
          // A classic script is read in the page's own charset, a module always as UTF-8.
          format: { ascii_only: one },
          mangle: { properties: { builtins: true, regex: new RegExp(`^(${SHORTENED.join('|')})$`) } },
          nameCache: structuredClone(nameCache),
        })
        file.code = code ?? file.code
      }
      if (/^gainloop[.-](all|js|loop)/.test(file.fileName)) file.code = ordered(file.code, one ? TRIES.one : TRIES.loop)
    }
  },
}

/** Real browsers, two at a time on two cores: what fails is tried again, and the report says so (`retry x1`). Never what counts lost ratings. */
const RETRIES = 2

export default defineConfig(({ mode }) => ({
  publicDir: false,
  plugins: mode === 'all' ? [inlineImports, smaller] : /embed|debug|launcher|video|client/.test(mode) ? [smaller] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: builds[mode as keyof typeof builds] as object,
  resolve: {
    alias: { 'preact/jsx-runtime': resolve(import.meta.dirname, 'src/ui/jsx-runtime.ts') },
    conditions: mode === 'node' ? ['node'] : ['browser', 'module', 'import'],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/built/**', 'test/receiver/**', 'test/report/**', 'test/cli/**'],
          // Property tests are measured in cases: a loaded machine may take its time.
          testTimeout: 180_000,
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
          include: ['test/browser/**/*.test.ts', 'test/built/**/*.test.ts'],
          globalSetup: ['test/browser/support/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          retry: RETRIES,
        },
      },
    ],
  },
}))
