import { describe } from 'vitest'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { freshDatabase } from '../receiver/support/postgres'
import { agreementSuite } from './agreement'

// Started by receiver/support/setup.ts, which says so where there is none.
describe.runIf(process.env.DATABASE_URL)('the report out of PostgreSQL', () => {
  agreementSuite(async () => postgresStore((await freshDatabase()) ?? '', { connections: 2 }), 25)
})
