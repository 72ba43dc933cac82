export { type EventData, type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
export type { Connection } from './address'
export type { Rejected } from './examine'
export type { Handler, Handlers } from './handlers'
export { defaultLimits, type Limits, type Rate } from './limits'
export { jsonLog, type Log, type LogLine } from './log'
export { isLoopback, type Origins } from './origins'
export { createReceiver, type Receiver, type ReceiverOptions } from './receiver'
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
export type { Webhook } from './webhooks/webhook'
