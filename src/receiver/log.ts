/** One line of the log. It never contains personal data: no subject, address, label, comment or token. */
export interface LogLine {
  level: 'info' | 'warn' | 'error'
  event:
    /** A request was answered. */
    | 'request'
    /** The receiver started without `secret` and `jwks`. */
    | 'open'
    /** The receiver started with `jwks`, but without `audience` or `issuer`. */
    | 'any-audience'
    /** A page of an origin that is not listed tried to post. Each origin is named once, and twenty at most. */
    | 'origin-refused'
    /** The database failed. The request was answered 503. */
    | 'store-failed'
    /** Stored events could not be read, because their rows were damaged. A report was made without them. */
    | 'unreadable'
    /** A function of the option `on` threw. */
    | 'handler-failed'
    /** A bug: a request was answered 500. */
    | 'failed'
    /** A webhook started to fail. It is retried; the next line about it says that it works again. */
    | 'webhook-failing'
    | 'webhook-works'
    /** One event was dropped after three days of retries. */
    | 'webhook-given-up'
    /** Events were dropped that waited three days for webhooks that are no longer configured. */
    | 'webhook-abandoned'
    /** Events became older than `retention` while they still waited for a webhook. */
    | 'webhook-expired'
    /** Events older than `retention` were deleted. */
    | 'expired'
  /** The request's method. */
  method?: string
  /** The receiver's route, such as `/report`. Not the URL, which may contain a subject. */
  route?: string
  /** The response's status. */
  status?: number
  /** How long the response took, in ms. */
  ms?: number
  /** How many events were newly stored. */
  accepted?: number
  /** How many events had been stored before. */
  duplicates?: number
  /** How many events were rejected, by the code of their first problem. */
  rejected?: Record<string, number>
  /** An error's name and code. Its message is left out, because it may quote data. */
  error?: string
  /** The origin of a page: scheme, host and port. */
  origin?: string
  /** A webhook's host. Its path is left out, because it may contain a key. */
  hook?: string
  /** How often one event was sent to the webhook. */
  attempts?: number
  /** How many events the line is about. */
  count?: number
  /** What to do about it. */
  hint?: string
}

/** Takes one log line. */
export type Log = (line: LogLine) => void

/**
 * A log that writes one JSON object a line, with the time first, as log collectors read them.
 * @example createReceiver({ store, log: jsonLog((line) => console.log(line), Date.now) })
 */
export const jsonLog =
  (write: (line: string) => void, now: () => number): Log =>
  (line) =>
    write(JSON.stringify({ time: new Date(now()).toISOString(), ...line }))

/** `TypeError`, or `Error ECONNREFUSED` for an error with a code. */
export const errorName = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  return `${error instanceof Error ? error.name : typeof error}${code}`
}
