/** What one request, one user and one address may ask of the receiver. */

export interface Rate {
  /** Requests at once, after a pause. */
  burst: number
  /** Requests per second for as long as one likes. */
  perSecond: number
}

export interface Limits {
  /** Bytes of a request's body. @default 262144 (256 KiB) */
  bytes: number
  /** Events of one batch; 413 for more. As many as a full body holds. @default 1000 */
  events: number
  /** Milliseconds a body may take to come in, past which it is answered 408; browsers give a request up after 20 s. @default 30000 */
  patience: number
  /** Objects and arrays inside each other in one event, itself the first. @default 32 */
  nesting: number
  /** How far an event's time may lie ahead of the receiver's clock, in ms; beyond, it is taken as received now. @default 86400000 (a day) */
  ahead: number
  /** Of one user's requests; a service token has none. `false`: no limit. @default 600 at once, 20 a second */
  subject: Rate | false
  /** Of one address's requests, where the server tells addresses; a whole office may share one. @default 3000 at once, 100 a second */
  address: Rate | false
}

export const defaultLimits: Limits = {
  bytes: 256 * 1024,
  events: 1_000,
  patience: 30_000,
  nesting: 32,
  ahead: 24 * 60 * 60 * 1000,
  subject: { burst: 600, perSecond: 20 },
  address: { burst: 3_000, perSecond: 100 },
}
