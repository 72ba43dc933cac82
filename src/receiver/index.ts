/** `gainloop/receiver`: the ready-made handler for your endpoint. */
export { type EventData, type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
export type { Connection } from './address'
export type { Handler, Handlers } from './handlers'
export { askDue, type AskDueOptions, type UnseenAsk } from './ask/ask-due'
export { askLink, type AskLinkDetails, type AskLinkOptions } from './ask/ask-link'
export type { AskOptions } from './ask/options'
export { defaultLimits, type Limits, type Rate } from './limits'
export { jsonLog, type Log, type LogLine } from './log'
export type { ReceiverOptions } from './options'
export { isLoopback, type Origins } from './origins'
export type { ProblemCode } from './problem-response'
export { createReceiver, type Receiver } from './receiver'
export { type ServiceTokenOptions, type SignTokenOptions, signToken, type UserTokenOptions } from './sign-token'
export { type State, stateOf } from './state'
export {
  type Addressees,
  type Delivery,
  type EventFilter,
  isAnonymous,
  linkOf,
  type Store,
  type StoredEvent,
  type StoredUser,
  type WebhookOutbox,
} from './store'
export { MissingDriverError } from './stores/driver'
export type { Rejected } from './validate-event'
export type { Webhook } from './webhooks/webhook'
