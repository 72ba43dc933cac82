import { problem } from './problem'

type Read = { ok: true; text: string } | { ok: false; response: Response }

const refuse = (response: Response): Read => ({ ok: false, response })
const tooLarge = (limit: number) =>
  refuse(problem(413, 'too-large', `The body is larger than ${limit} bytes; send fewer events at once`))

/** The body as text; counted while it streams in, so that nobody makes the receiver hold more than the limit. */
export async function readBody(request: Request, limit: number): Promise<Read> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = request.body?.getReader()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) break
      bytes += chunk.value.byteLength
      if (bytes > limit) {
        // Not awaited: a sender that never stops must not keep the answer from going out.
        reader?.cancel().catch(() => {})
        return tooLarge(limit)
      }
      text += decoder.decode(chunk.value, { stream: true })
    }
    return { ok: true, text: text + decoder.decode() }
  } catch (error) {
    return refuse(
      error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? problem(400, 'not-utf8', 'The body is not UTF-8')
        : problem(400, 'unreadable', 'The body broke off'),
    )
  }
}
