/**
 * @jsxImportSource react
 *
 * `gainloop/react`: one instance for a React tree, there while the provider is mounted. React 18 and 19.
 */

import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useState } from 'react'
import { createGainloop, type Gainloop } from './index'
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
