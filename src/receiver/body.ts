/** Reads request bodies within limits. */
import type { Limits } from './limits'
import { problemResponse } from './problem-response'

type ReadResult = { ok: true; text: string } | { ok: false; response: Response }

const refuse = (response: Response): ReadResult => ({ ok: false, response })
const tooLarge = (limit: number) =>
  refuse(problemResponse(413, 'too-large', `The body is larger than ${limit} bytes; send fewer events at once`))

/**
 * Resolves to the body as text, or to a refusal if it is larger than `bytes` or takes longer than `patience` ms. It counts bytes
 * while they arrive, so no sender can make the receiver hold more than the limit.
 */
export async function readBody(
  request: Request,
  { bytes: limit, patience }: Pick<Limits, 'bytes' | 'patience'>,
): Promise<ReadResult> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, patience, 'late')
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = request.body?.getReader()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const chunk = await Promise.race([reader?.read(), timeout])
      if (chunk === 'late') {
        reader?.cancel().catch(() => {})
        return refuse(problemResponse(408, 'too-slow', `The body took longer than ${patience / 1000} s; send it again`))
      }
      if (!chunk || chunk.done) break
      bytes += chunk.value.byteLength
      if (bytes > limit) {
        // Not awaited: a sender that never stops must not delay the response.
        reader?.cancel().catch(() => {})
        return tooLarge(limit)
      }
      text += decoder.decode(chunk.value, { stream: true })
    }
    return { ok: true, text: text + decoder.decode() }
  } catch (error) {
    return refuse(
      error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? problemResponse(400, 'not-utf8', 'The body is not UTF-8')
        : problemResponse(400, 'unreadable', 'The connection broke while the body was sent'),
    )
  } finally {
    clearTimeout(timer)
  }
}
