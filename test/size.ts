/** `npm run size`: the bytes of the built files against the limits, and where each KiB of a journey comes from. Ends with 1 over a limit. */
import { origins } from './size/origins'
import { sizes } from './size/limits'

const kib = (bytes: number): string => (bytes / 1024).toFixed(2)

const all = sizes()
for (const { what, bytes, brotli, limit, files } of all) {
  const verdict = bytes <= limit ? 'ok' : 'OVER'
  const size = `${kib(bytes).padStart(6)} of ${limit / 1024} KiB`
  console.log(`${verdict.padEnd(5)}${what.padEnd(22)}${size.padEnd(20)} (brotli ${kib(brotli)}, ${files.length} files)`)
  if (bytes > limit) process.exitCode = 1
}

for (const { what, bytes, files } of all.filter(({ what }) => /journey|all/.test(what))) {
  console.log(`\n${what}, KiB gzipped by origin`)
  for (const [origin, share] of origins(files))
    console.log(`  ${origin.padEnd(24)}${kib(share).padStart(6)}  ${((share / bytes) * 100).toFixed(0).padStart(3)}%`)
}
