/** `npm start`: serves the demo and says what to click. */
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createDemo, type Demo } from './server'
import { startText } from './start-text'

const db = fileURLToPath(new URL('demo.db', import.meta.url))

/** The first free port from that one on; 0 takes any. */
async function startFrom(port: number, tries = 20): Promise<Demo> {
  try {
    return await createDemo({ port, db })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === 0) throw error
    return startFrom(port + 1, tries - 1)
  }
}

await Promise.all(['', '-wal', '-shm', '-journal'].map((end) => rm(db + end, { force: true })))
const demo = await startFrom(Number(process.env.PORT ?? 4173))

console.log(startText(demo.url, db))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await demo.close()
    process.exit(0)
  })
}
