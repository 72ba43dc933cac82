/** From a provider's props to its one instance, and what later props change in it. Knows nothing of React. */
import type { Gainloop } from '../api'
import type { GainloopOptions, Token } from '../api'
import { follow } from './follow'
import { createRelay } from './relay'

/** Here an option may also be undefined, which is the same as leaving it out. */
export type ProviderOptions = {
  [Option in keyof GainloopOptions]: GainloopOptions[Option] | (Option extends 'playbook' ? never : undefined)
}

export interface Connection {
  /** What components use; the same object for good. */
  gainloop: Gainloop
  /** The props of the latest render. */
  update(options: ProviderOptions): void
  /** Starts an instance from the latest props. Returns what destroys it; then it may be opened again. */
  open(): () => void
}

/** Makes nothing live before `open`. */
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
  id: string | undefined
  token: Token | undefined
}

const speakerOf = ({ user, token }: ProviderOptions): Speaker => ({ id: user?.id, token: user?.token ?? token })

/**
 * An inline function is new at every render, and an old one may hold an old session: the latest is called. But each user
 * has a speaker of their own, so that what still waits is never sent under another user's token.
 */
const latestToken =
  (speaker: Speaker): (() => Promise<string>) =>
  async () =>
    (typeof speaker.token === 'function' ? await speaker.token() : speaker.token) ?? ''
