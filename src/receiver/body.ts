import type { Limits } from './limits'
import { problem } from './problem'

type Read = { ok: true; text: string } | { ok: false; response: Response }

const refuse = (response: Response): Read => ({ ok: false, response })
const tooLarge = (limit: number) =>
  refuse(problem(413, 'too-large', `The body is larger than ${limit} bytes; send fewer events at once`))

/**
 * The body as text; counted while it streams in, so that nobody makes the receiver hold more than the limit, nor keeps it
 * waiting for longer than `patience`.
 */
export async function readBody(
  request: Request,
  { bytes: limit, patience }: Pick<Limits, 'bytes' | 'patience'>,
): Promise<Read> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  let late: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<'late'>((resolve) => {
    late = setTimeout(resolve, patience, 'late')
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = request.body?.getReader()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const chunk = await Promise.race([reader?.read(), tooLate])
      if (chunk === 'late') {
        reader?.cancel().catch(() => {})
        return refuse(problem(408, 'too-slow', `The body took longer than ${patience / 1000} s; send it again`))
      }
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
  } finally {
    clearTimeout(late)
  }
}
