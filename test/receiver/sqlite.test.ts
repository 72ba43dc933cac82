import { createClient } from '@libsql/client/sqlite3'
import { sqliteSuite } from './sqlite-suite'

sqliteSuite('the installed @libsql/client', createClient)
