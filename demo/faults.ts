/** What may go wrong at the endpoint, on purpose: for tests of delivery, and for seeing that users notice nothing of it. */
export interface Faults {
  /** Answer with this status instead of storing. */
  status?: number | undefined
  /** Headers of that answer, such as `retry-after`. */
  headers?: Record<string, string> | undefined
  /** Wait this many milliseconds first. */
  delay?: number | undefined
  /** Cut the connection: before the events are stored, or after (the reply is lost). */
  drop?: 'before' | 'after' | undefined
}

/**
 * Puts the faults, as they stand when each request comes in, around an endpoint.
 * @param cut ends the request's connection without a reply.
 */
export async function withFaults(faults: Faults, cut: () => void, handle: () => Promise<Response>): Promise<Response> {
  const { status, headers, delay, drop } = { ...faults }
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay))
  if (drop === 'before') {
    cut()
    return new Response(null, { status: 503 })
  }
  if (status) return new Response(null, { status, headers: { ...headers } })
  const response = await handle()
  if (drop === 'after') cut()
  return response
}
