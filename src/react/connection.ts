/** A provider's one instance, made from its props and kept in step with them. It knows nothing of React. */
import type { Gainloop, GainloopOptions, Token } from '../api'
import { follow } from './follow'
import type { ProviderOptions } from './provider-options'
import { createRelay } from './relay'

export interface Connection {
  /** What components use; the same object for good. */
  gainloop: Gainloop
  /** The props of the latest render. */
  update(options: ProviderOptions): void
  /** Starts an instance from the latest props. Returns the destroy, after which it may be opened again. */
  open(): () => void
}

/** Starts no instance before `open`. */
export function createConnection(create: (options: GainloopOptions) => Gainloop, first: ProviderOptions): Connection {
  const relay = createRelay()
  let options = first
  let speaker = speakerOf(first)
  let live: Gainloop | undefined

  return {
    gainloop: relay.gainloop,
    update(next) {
      const before = options
      options = next
      const { id, token } = speakerOf(next)
      if (id === speaker.id) speaker.token = token
      else speaker = { id, token }
      if (live) follow(live, before, next, latestToken(speaker))
    },
    open() {
      const token = latestToken(speaker)
      const { user } = options
      const opened = create({ ...options, token, ...(user && { user: { ...user, token } }) } as GainloopOptions)
      live = opened
      relay.connect(opened)
      return () => {
        live = undefined
        relay.connect(undefined)
        opened.destroy()
      }
    },
  }
}

interface Speaker {
  id: string | number | undefined
  token: Token | undefined
}

const speakerOf = ({ user, token }: ProviderOptions): Speaker => ({ id: user?.id, token: user?.token ?? token })

/**
 * An inline function is new at every render, and an old one may close over an old session, so the latest is called. Each
 * user has a speaker of their own: events that still wait are never sent with another user's token.
 */
const latestToken =
  (speaker: Speaker): (() => Promise<string>) =>
  async () =>
    (typeof speaker.token === 'function' ? await speaker.token() : speaker.token) ?? ''
