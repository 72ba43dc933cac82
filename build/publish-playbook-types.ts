/** Replaces the types that are inferred from zod, in what tsc wrote, by plain declarations. For `npm run build:types`. */
import { writeFileSync } from 'node:fs'
import { playbookTypes } from './playbook-types'

writeFileSync('dist/declarations/playbook/schema/inferred.d.ts', playbookTypes())
