/** The log line about a database that failed. */
import { errorName, type LogLine } from './log'

const DISK = "The database's disk is full. Nothing is stored until there is room"
const READ_ONLY =
  'The database can only be read. Nothing is stored until its file, its folder and its disk can be written to'
const LOCKED = 'Another process holds the lock of the database, such as a backup or a shell with an open transaction'
const BROKEN = 'The disk or the file of the database is damaged. Stop the receiver and check both'

/** What to do, by the start of the error's code: of SQLite, of PostgreSQL (its manual, appendix A), or of the operating system. */
const HINTS: [code: RegExp, hint: string][] = [
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT|EFBIG)/, DISK],
  [/^(SQLITE_READONLY|25006|EROFS|EACCES|EPERM)/, READ_ONLY],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03)/, LOCKED],
  [/^(SQLITE_IOERR|SQLITE_CORRUPT|SQLITE_NOTADB|58030|XX001|XX002)/, BROKEN],
  [/^SQLITE_CANTOPEN/, "The database's file can't be opened. Is its folder there, and may this process write to it?"],
  [/^53300/, 'PostgreSQL has no free connection. Raise max_connections, or lower "connections" of postgresStore'],
  [/^28/, 'PostgreSQL refused the user or the password of the URL'],
  [/^3D000/, 'PostgreSQL has no such database'],
  [
    /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P0|08)/,
    'PostgreSQL can not be reached. Is it running, and is the URL right?',
  ],
]

/** The code of an error, or of the one that caused it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** Whether the disk did not take what was to be stored. */
export const isOfDisk = (error: unknown): boolean => [DISK, READ_ONLY, BROKEN].includes(hintOf(error) ?? '')

const hintOf = (error: unknown): string | undefined => HINTS.find(([code]) => code.test(codeOf(error)))?.[1]

export function storeFailure(error: unknown): LogLine {
  const hint = hintOf(error)
  return { level: 'error', event: 'store-failed', error: errorName(error), ...(hint && { hint }) }
}
