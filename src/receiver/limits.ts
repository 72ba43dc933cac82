/** How much one request, one user and one address may ask of the receiver. */

/**
 * A token bucket. It counts what requests cost: a request of up to 20 events and 8 KiB counts once, a larger one once for each 20
 * events or each 8 KiB, whichever is more.
 */
export interface Rate {
  /** How many requests may come at once after a pause. */
  burst: number
  /** How many requests per second may come continuously. */
  perSecond: number
}

export interface Limits {
  /** The largest request body, in bytes. Larger ones are answered 413. @default 262144 (256 KiB) */
  bytes: number
  /** The most events in one batch. Larger batches are answered 413. @default 1000, as many as a full body can hold */
  events: number
  /** How long a body may take to arrive, in ms. Slower ones are answered 408. Browsers give up after 20 s. @default 30000 (30 s) */
  patience: number
  /** How deeply objects and arrays of one event may be nested, the event itself included. @default 32 */
  nesting: number
  /** How far an event's time may be ahead of the receiver's clock, in ms. Beyond that it is taken as received now. @default 86400000 (1 day) */
  ahead: number
  /**
   * How many bytes of request bodies are held at once, those that are still arriving included. One address gets a quarter of them.
   * Beyond that, requests are answered 503 with `Retry-After`, those first that have been arriving for the longest time. @default
   * 33554432 (32 MiB)
   */
  memory: number
  /** The requests of one user. Service tokens are not limited. `false`: no limit. @default { burst: 600, perSecond: 20 } */
  subject: Rate | false
  /**
   * The requests about one account, of all its users together. Service tokens are not limited. `false`: no limit.
   * @default { burst: 6000, perSecond: 200 }
   */
  account: Rate | false
  /**
   * The requests of one address, if the server passes addresses on. A whole office may share one, and so do all visitors behind a
   * proxy that is not named in `trustProxy`. An IPv6 /64 counts as one address. `false`: no limit.
   * @default { burst: 3000, perSecond: 100 }
   */
  address: Rate | false
}

/** What applies where `limits` leaves something out. */
export const defaultLimits: Limits = {
  bytes: 256 * 1024,
  events: 1_000,
  patience: 30_000,
  nesting: 32,
  ahead: 24 * 60 * 60 * 1000,
  memory: 32 * 1024 * 1024,
  subject: { burst: 600, perSecond: 20 },
  account: { burst: 6_000, perSecond: 200 },
  address: { burst: 3_000, perSecond: 100 },
}
