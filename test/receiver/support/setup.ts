/** Runs once before all tests of the server: one PostgreSQL for them, so that two workers never install it side by side. */
import { howToGetOne, startPostgres } from './postgres'

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.DATABASE_URL) return async () => {}
  let why = ''
  const postgres = await startPostgres().catch((error: Error) => {
    why = error.message
    return undefined
  })
  // Said at the end, where it is read.
  if (!postgres) return async () => console.warn(howToGetOne(why))
  process.env.DATABASE_URL = postgres.url
  return postgres.stop
}
