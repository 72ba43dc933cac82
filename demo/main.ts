/** `npm start`: serves the demo and says what to click. */
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createDemo, type Demo } from './server'

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

console.log(`
Gainloop demo: ${demo.url}

Try this:
  1. Open ${demo.url}/campaigns/c_42 and press "Send campaign", then "Send campaign now".
  2. The card asks what the campaign should bring you. Choose something.
  3. At the top, press "Three days later". The card asks how it turned out.
  4. Answer "Not yet" and pick an obstacle: you get the lesson for it.
  5. Choose another user at the top, send a campaign again, press "Three days later", and answer "Yes": another lesson.
  6. "Stored events" shows what reached the endpoint, read back from ${db}.

Stop with Ctrl+C.
`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await demo.close()
    process.exit(0)
  })
}
