/**
 * @jsxImportSource react
 *
 * `gainloop/react`: one instance for a React tree, there while the provider is mounted. React 18 and 19.
 */

import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { type BeginDetails, createGainloop, type Gainloop } from './index'
import { createConnection } from './react/connection'
import type { ProviderOptions } from './react/provider-options'

/** The options of `createGainloop`. */
export interface GainloopProviderProps extends ProviderOptions {
  children?: ReactNode
}

const Context = createContext<Gainloop | undefined>(undefined)

/**
 * Starts Gainloop when it is mounted and destroys it when it is unmounted. Renders its children and nothing of its own; on a
 * server that is all it does. Objects and functions may be given inline: no render starts a second instance.
 *
 * Followed while mounted: `language`, `theme`, `consent` (leaving out `'wait'` grants it, `'wait'` again withdraws it), and
 * `user` and `token` (another user is identified, a user no longer given is forgotten as by `reset()`). Every other option
 * is read once; to change one, change the provider's `key` with it, which mounts its children anew.
 */
export function GainloopProvider({ children, ...options }: GainloopProviderProps): ReactElement {
  const [connection] = useState(() => createConnection(createGainloop, options))
  useEffect(() => connection.update(options))
  useEffect(() => connection.open(), [connection])
  return <Context.Provider value={connection.gainloop}>{children}</Context.Provider>
}

/**
 * The methods of `createGainloop`, for effects and event handlers. The object stays the same over all renders.
 * @throws Error outside `<GainloopProvider>`
 */
export function useGainloop(): Gainloop {
  const gainloop = useContext(Context)
  if (!gainloop)
    throw new Error(
      'useGainloop: expected a <GainloopProvider> around this component, found none. ' +
        'Wrap your app in <GainloopProvider playbook="/playbook.json" endpoint="/api/gainloop">, both imported from the same copy of gainloop/react.',
    )
  return gainloop
}

/** The action that the user is about to do, and what `begin` may tell about it. */
export interface GainloopReminderProps extends BeginDetails {
  /** @example 'campaign.sent' */
  action: string
  /** For the element that the reminder stands in. */
  className?: string
}

/**
 * Where the user begins an action, such as beside the first field of a form: an element in which the plan is brought back that
 * stands for this action. It stays empty where none does. Calls `begin` when it is mounted, and again for another `action` or `id`.
 * @throws Error outside `<GainloopProvider>`
 */
export function GainloopReminder({ action, id, label, className }: GainloopReminderProps): ReactElement {
  const gainloop = useGainloop()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return undefined
    const unmount = gainloop.mount(place.current, action, { only: 'reminder' })
    void gainloop.begin(action, { ...(id !== undefined && { id }), ...(label !== undefined && { label }) })
    return unmount
    // Another label is no other beginning.
  }, [gainloop, action, id])
  return <div ref={place} className={className} />
}
