/** One line of the log: what happened, never to whom. No subject, address, label, comment or token is ever in it. */
export interface LogLine {
  level: 'info' | 'warn' | 'error'
  event:
    | 'request'
    | 'open'
    | 'store-failed'
    | 'handler-failed'
    | 'failed'
    /** A webhook does not take what it is sent; it is tried again, and nothing more is said until it works. */
    | 'webhook-failing'
    | 'webhook-works'
    /** One event was tried for three days. */
    | 'webhook-given-up'
    /** Events waited three days for webhooks that are no longer configured. */
    | 'webhook-abandoned'
    /** Events became older than `retention` while they still waited for a webhook. */
    | 'webhook-expired'
    /** Events older than `retention` were deleted. */
    | 'expired'
  method?: string
  /** The receiver's own route, not the URL, which may hold a subject. */
  route?: string
  status?: number
  /** Milliseconds it took. */
  ms?: number
  accepted?: number
  duplicates?: number
  /** How many events were refused, by the code of their first problem. */
  rejected?: Record<string, number>
  /** An error's name and code; its message may quote data. */
  error?: string
  /** A webhook's host; its path may hold a key. */
  hook?: string
  /** How often one event was sent to it. */
  attempts?: number
  /** How many events. */
  count?: number
  /** What to do about it. */
  hint?: string
}

export type Log = (line: LogLine) => void

/** JSON lines, as log collectors read them. */
export const jsonLog =
  (write: (line: string) => void, now: () => number): Log =>
  (line) =>
    write(JSON.stringify({ time: new Date(now()).toISOString(), ...line }))

export const nameOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  return `${error instanceof Error ? error.name : typeof error}${code}`
}
