/** Who may import whom in `src/`. The reasons are in CONTRIBUTING.md, "Rules". Checked by `npm run imports` and test/imports.test.ts. */

/** What only serves authors, servers and developers: none of it reaches a visitor's browser. */
const NOT_FOR_BROWSERS = ['check', 'receiver', 'report', 'cli', 'workbench']

/**
 * What each room may import beside itself: `code`, or `types` alone. A room is a folder of `src/`, or a file in `src/` itself.
 * The public types in `api.ts` are open to all.
 */
const ROOMS = {
  playbook: {},
  host: { types: ['delivery'] },
  check: { code: ['playbook', 'moment', 'rating', 'lesson', 'ask', 'ui/languages'] },
  'playbook-api': { code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'ask'] },
  moment: { code: ['playbook'] },
  rating: { code: ['playbook', 'moment'] },
  lesson: { code: ['playbook', 'moment', 'rating'] },
  ask: { code: ['playbook', 'moment', 'rating', 'lesson'] },
  delivery: { code: ['host', 'playbook', 'moment'] },
  ui: { code: ['playbook', 'moment', 'rating', 'lesson', 'ask'] },
  loop: {
    code: ['host', 'playbook', 'moment', 'rating', 'lesson', 'ask', 'delivery', 'ui'],
    types: ['gainloop', 'explain', 'debug', 'launcher'],
  },
  explain: { code: ['host', 'playbook', 'ask', 'loop'] },
  debug: { code: ['host', 'playbook', 'moment', 'rating', 'lesson', 'ask', 'ui'], types: ['delivery', 'loop'] },
  launcher: { code: ['host', 'playbook', 'lesson', 'ui'], types: ['loop'] },
  api: { types: ['playbook', 'delivery'] },
  gainloop: { code: ['host', 'loader', 'emitter'], types: ['delivery', 'loop', 'parts'] },
  loader: { code: ['host', 'emitter'], types: ['delivery', 'loop', 'parts'] },
  emitter: { code: ['host'], types: ['delivery'] },
  parts: { code: ['chunks', 'host', 'playbook'], types: ['loop'] },
  chunks: { code: ['host', 'loop', 'playbook', 'rating', 'ui', 'explain', 'debug', 'launcher'] },
  bundled: { code: ['host', 'loop', 'playbook', 'rating', 'ui'], types: ['parts'] },
  index: { code: ['gainloop', 'parts'], types: ['delivery', 'playbook'] },
  embed: { code: ['gainloop'], types: ['parts'] },
  'embed-module': { code: ['embed', 'parts'] },
  'embed-all': { code: ['embed', 'bundled'] },
  react: { code: ['index', 'gainloop', 'parts'] },
  report: { code: ['playbook', 'rating', 'lesson', 'delivery'], types: ['receiver'] },
  /** The script of the page that a link leads to. The receiver serves it. */
  'ask-page': { code: ['gainloop', 'bundled', 'host'], types: ['moment', 'playbook', 'ui'] },
  receiver: {
    code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'ask', 'delivery', 'report', 'ui/languages'],
    types: ['ask-page'],
  },
  cli: { code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'ask', 'delivery', 'receiver', 'report'] },
  workbench: { code: ['playbook', 'check', 'moment', 'rating', 'lesson', 'ask', 'ui', 'host', 'debug'] },
}

/** An import of types alone, by `import type` or by `import('…')` in a type. */
const TYPES = ['type-only', 'type-import']

/** Packages, and the rooms that may import them. */
const PACKAGES = {
  preact: ['ui', 'debug', 'launcher', 'workbench'],
  react: ['react'],
  zod: ['playbook', 'delivery', 'moment', 'check', 'receiver', 'report', 'cli'],
  ky: ['delivery', 'loop', 'host'],
  hono: ['receiver'],
  '@hono/node-server': ['receiver', 'cli'],
  kysely: ['receiver'],
  jose: ['receiver'],
  pg: ['receiver'],
  '@libsql/client': ['receiver'],
}

const escaped = (text) => text.replace(/[.\\/@-]/g, '\\$&')
const pathOf = (rooms) => `^src/(${rooms.map(escaped).join('|')})(/|\\.tsx?$)`
const packagePath = (name) => `(^|/)node_modules/${escaped(name)}/`

const roomRules = Object.entries(ROOMS).flatMap(([room, { code = [], types = [] }]) => {
  const from = { path: pathOf([room]) }
  const allowed = [room, 'api', ...code]
  return [
    {
      name: `${room}-imports`,
      comment: `${room} may import ${code.join(', ') || 'no other room'}${types.length ? `, and types of ${types.join(', ')}` : ''}`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: pathOf([...allowed, ...types]) },
    },
    ...(types.length
      ? [
          {
            name: `${room}-imports-types-only`,
            comment: `${room} may import only types of ${types.join(', ')}`,
            severity: 'error',
            from,
            to: { path: pathOf(types), pathNot: pathOf(allowed), dependencyTypesNot: TYPES },
          },
        ]
      : []),
  ]
})

const packageRules = Object.entries(PACKAGES).map(([name, rooms]) => ({
  name: `${name}-belongs-to`,
  comment: `Only ${rooms.join(', ')} may import ${name}`,
  severity: 'error',
  from: { path: '^src/', pathNot: pathOf(rooms) },
  to: { path: packagePath(name), dependencyTypesNot: TYPES },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two modules that need each other are one idea, or hide a third. Types count: they tie rooms together as well.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'every-room-is-listed',
      comment: 'A new room says in .dependency-cruiser.js what it may import',
      severity: 'error',
      from: { path: '^src/', pathNot: pathOf(Object.keys(ROOMS)) },
      to: {},
    },
    ...roomRules,
    {
      name: 'not-in-a-browser',
      comment: `No entry of the browser reaches ${NOT_FOR_BROWSERS.join(', ')}`,
      severity: 'error',
      from: { path: pathOf(['index', 'react', 'embed', 'embed-module', 'embed-all', 'ask-page']) },
      to: { path: pathOf(NOT_FOR_BROWSERS), reachable: true },
    },
    ...packageRules,
    {
      name: 'node-on-servers',
      comment: 'Only what runs on a server or a developer’s machine may use Node',
      severity: 'error',
      from: { path: '^src/', pathNot: pathOf(['receiver', 'report', 'cli']) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-to-tests',
      comment: 'The package holds src/ alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|demo|tools|docs|build)/' },
    },
    {
      name: 'resolves',
      comment: 'The module that is imported exists',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
