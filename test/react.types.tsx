/**
 * @jsxImportSource react
 *
 * Wrong usage of `gainloop/react` that the compiler refuses; held by `npm run check`.
 */
import { GainloopProvider, type GainloopProviderProps, useGainloop } from '../src/react'

const maybe = undefined as string | undefined

export const right = (
  <GainloopProvider
    playbook="/playbook.json"
    language={maybe}
    user={maybe ? { id: maybe } : undefined}
    consent={undefined}
  >
    <p>Any children</p>
  </GainloopProvider>
)

// @ts-expect-error Without a playbook there is nothing to ask.
export const noPlaybook = <GainloopProvider endpoint="/api/gainloop" />

// @ts-expect-error The one option that can't be undefined.
export const lostPlaybook: GainloopProviderProps = { playbook: undefined }

// @ts-expect-error A name that no option has.
export const misspelt = <GainloopProvider playbook="/playbook.json" endPoint="/api/gainloop" />

// @ts-expect-error A theme has a name of three.
export const pink = <GainloopProvider playbook="/playbook.json" theme="pink" />

// @ts-expect-error `true` is no answer: leave `consent` out once it is given.
export const granted = <GainloopProvider playbook="/playbook.json" consent={true} />

// @ts-expect-error A user has an id.
export const nobody = <GainloopProvider playbook="/playbook.json" user={{ traits: { plan: 'pro' } }} />

export function Wrong(): null {
  // @ts-expect-error It takes no options: the provider has them.
  const gainloop = useGainloop({ playbook: '/playbook.json' })
  // @ts-expect-error A moment is of an action.
  gainloop.track({ id: 'c_42' })
  // @ts-expect-error An event type that does not exist is never heard.
  gainloop.on('gainloop.rating.gone', () => {})
  return null
}
