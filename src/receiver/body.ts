/** Reads request bodies within limits. */
import type { BodyShare } from './body-budget'
import type { Limits } from './limits'
import { problemResponse } from './problem-response'

type ReadResult = { ok: true; text: string } | { ok: false; response: Response }

const refuse = (response: Response): ReadResult => ({ ok: false, response })
const tooLarge = (limit: number) =>
  refuse(problemResponse(413, 'too-large', `The body is larger than ${limit} bytes; send fewer events at once`))
const tooSlow = (patience: number) =>
  refuse(problemResponse(408, 'too-slow', `The body took longer than ${patience / 1000} s; send it again`))
const tooManyAtOnce = () =>
  refuse(
    problemResponse(
      503,
      'busy',
      'Too many bodies are being sent at once. Nothing of this one was stored; send it again',
      {
        'retry-after': '5',
      },
    ),
  )

/** What a buffer holds at first, in bytes. It doubles whenever it is full. */
const FIRST_CAPACITY = 4 * 1024

/**
 * Resolves to the body as text, or to a refusal if it is larger than `bytes`, takes longer than `patience` ms, or finds no memory.
 * It counts bytes while they arrive, so no sender can make the receiver hold more than the limit.
 */
export async function readBody(
  request: Request,
  { bytes: limit, patience }: Pick<Limits, 'bytes' | 'patience'>,
  share: BodyShare,
): Promise<ReadResult> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  const reader = request.body?.getReader()
  let refusal: ReadResult | undefined
  /** Ends the pending read. Not awaited: a sender that never stops must not delay the response. */
  const stop = (because: ReadResult) => {
    refusal ??= because
    reader?.cancel().catch(() => {})
  }
  const timer = setTimeout(() => stop(tooSlow(patience)), patience)
  share.onCutOff = () => stop(tooManyAtOnce())
  // One buffer instead of a list: a body may come in a quarter of a million pieces, and each would cost more than its byte.
  let buffer = new Uint8Array(0)
  let length = 0
  try {
    for (;;) {
      const chunk = await reader?.read()
      if (refusal) return refusal
      if (!chunk || chunk.done) break
      const needed = length + chunk.value.byteLength
      if (needed > limit) {
        stop(tooLarge(limit))
      } else if (needed > buffer.length) {
        const capacity = Math.min(limit, Math.max(needed, 2 * buffer.length, FIRST_CAPACITY))
        if (!share.grow(capacity - buffer.length)) {
          stop(tooManyAtOnce())
        } else {
          const larger = new Uint8Array(capacity)
          larger.set(buffer.subarray(0, length))
          buffer = larger
        }
      }
      if (refusal) return refusal
      buffer.set(chunk.value, length)
      length = needed
    }
    share.arrived()
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, length)) }
  } catch (error) {
    if (refusal) return refusal
    return refuse(
      error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? problemResponse(400, 'not-utf8', 'The body is not UTF-8')
        : problemResponse(400, 'unreadable', 'The connection broke while the body was sent'),
    )
  } finally {
    clearTimeout(timer)
    share.arrived()
  }
}
