import tseslint from 'typescript-eslint'

export default tseslint.config({ ignores: ['dist', 'node_modules', '.cache'] }, tseslint.configs.recommended, {
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
})
