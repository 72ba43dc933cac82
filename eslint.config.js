import tseslint from 'typescript-eslint'

/** What only `host/` and `ui/` may touch, and what is loaded into the page beside them. */
const GLOBALS = [
  ...['window', 'document', 'navigator', 'location', 'history', 'screen', 'self', 'globalThis'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'crypto', 'performance', 'fetch', 'matchMedia'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame', 'requestIdleCallback'],
  ...['addEventListener', 'removeEventListener', 'MutationObserver', 'IntersectionObserver', 'BroadcastChannel'],
]

/** The stages: pure functions over plain data, so the clock and chance are passed in. */
const STAGES = 'src/{playbook,moment,ask,rating,lesson}/**'

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.cache'] },
  tseslint.configs.recommended,
  {
    rules: {
      'prefer-const': 'error',
      eqeqeq: ['error', 'smart'],
      'no-var': 'error',
      // A name that begins with _ is left unused on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
    },
  },
  {
    files: [STAGES, 'src/{delivery,loop}/**', 'src/{gainloop,loader,emitter}.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...GLOBALS.map((name) => ({ name, message: 'Only host/ and ui/ touch globals: pass it in through the Host.' })),
      ],
    },
  },
  {
    files: [STAGES],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Stages are pure: pass the time in.' },
        { object: 'Math', property: 'random', message: 'Stages are pure: pass the number in.' },
      ],
    },
  },
  {
    files: ['test/browser/**'],
    ignores: ['test/browser/support/demo.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/demo/server'],
              importNames: ['createDemo'],
              message: 'Take it from support/demo.ts, which validates every batch with the CloudEvents SDK.',
            },
          ],
        },
      ],
    },
  },
)
