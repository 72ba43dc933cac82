import { describe } from 'vitest'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { agreementSuite } from './agreement'

describe('the report out of SQLite', () => agreementSuite(() => sqliteStore(':memory:'), 300))
