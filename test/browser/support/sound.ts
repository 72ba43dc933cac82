/** Two seconds of silence as a WAV file, which a video element plays like any film: small enough to be made here. */
const RATE = 8_000
const SECONDS = 2

const bytes = (): Buffer => {
  const data = Buffer.alloc(RATE * SECONDS, 128)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** In parts, where parts are asked for: without them browsers can't go to another place in it. */
export function sound(request: Request): Response {
  const all = bytes()
  const [, first] = /^bytes=(\d+)-/.exec(request.headers.get('range') ?? '') ?? []
  const start = Number(first ?? 0)
  const headers = {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-range': `bytes ${start}-${all.length - 1}/${all.length}`,
  }
  return new Response(new Uint8Array(all.subarray(start)), { status: first === undefined ? 200 : 206, headers })
}
