import { afterAll, describe } from 'vitest'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { howToGetOne, startPostgres } from '../receiver/support/postgres'
import { agreementSuite } from './agreement'

const postgres = await startPostgres()
afterAll(() => postgres?.stop())
if (!postgres) console.warn(howToGetOne)

describe.runIf(postgres)('the report out of PostgreSQL', () => {
  agreementSuite(async () => postgresStore((await postgres?.fresh()) ?? '', { connections: 2 }), 25)
})
