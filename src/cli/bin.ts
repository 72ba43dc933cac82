#!/usr/bin/env node
import { processIo } from './io'
import { run } from './run'

// Whoever reads may have read enough (`| head`): what is left unsaid then is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), processIo())
