/**
 * @vitest-environment happy-dom
 * @jsxImportSource react
 */
import { Activity, act, Component, type ReactNode, StrictMode, useEffect, useLayoutEffect, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Gainloop } from '../src/api'
import { GainloopProvider, GainloopReminder, useGainloop } from '../src/react'
import { live, made } from './react/recorder'

vi.mock('../src/index', () => import('./react/recorder'))

let root: Root
beforeEach(() => {
  ;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  made.length = 0
  root = createRoot(document.createElement('div'))
})
afterEach(() => act(() => root.unmount()))

const render = (node: ReactNode): Promise<void> => act(async () => root.render(node))
const told = (): string[] => live().flatMap(({ calls }) => calls.map(([method]) => method))

/** Hands out what `useGainloop()` gives at each render. */
function Use({ with: use }: { with: (gainloop: Gainloop) => void }): null {
  use(useGainloop())
  return null
}

it.each([
  ['alone', (node: ReactNode) => node],
  ['under StrictMode, which mounts twice', (node: ReactNode) => <StrictMode>{node}</StrictMode>],
])('has one live instance while it is mounted, and none after: %s', async (_, around) => {
  await render(around(<GainloopProvider playbook="/playbook.json" endpoint="/api" />))
  expect(live()).toMatchObject([{ options: { playbook: '/playbook.json', endpoint: '/api' } }])
  await act(() => root.unmount())
  expect(live()).toEqual([])
})

it('starts nothing for a render that React throws away', async () => {
  class Boundary extends Component<{ children: ReactNode }> {
    override state = { failed: false }
    static getDerivedStateFromError = () => ({ failed: true })
    override render = () => (this.state.failed ? null : this.props.children)
  }
  const Fails = (): never => {
    throw new Error('a component of the page failed')
  }
  const silenced = vi.spyOn(console, 'error').mockImplementation(() => {})
  await render(
    <Boundary>
      <GainloopProvider playbook="/playbook.json">
        <Fails />
      </GainloopProvider>
    </Boundary>,
  )
  silenced.mockRestore()
  expect(made).toEqual([])
})

it('keeps its instance over renders with new objects and functions of the same content', async () => {
  const seen = new Set<Gainloop>()
  const app = () => (
    <GainloopProvider
      playbook={{ version: 1, id: 'postcard', name: 'Postcard', languages: ['en'], actions: {}, lessons: [] }}
      user={{ id: 'u_1', traits: { plan: 'pro' }, token: async () => 'a token' }}
      fetch={(...request) => fetch(...request)}
    >
      <Use with={(gainloop) => seen.add(gainloop)} />
    </GainloopProvider>
  )
  await render(app())
  await render(app())
  await render(app())
  expect(made).toMatchObject([{ calls: [], destroyed: false }])
  expect(seen.size).toBe(1)
})

it('tells the running instance what changed: language, theme, consent, user', async () => {
  await render(<GainloopProvider playbook="/playbook.json" consent="wait" />)
  await render(<GainloopProvider playbook="/playbook.json" language="de" theme="dark" user={{ id: 'u_1' }} />)
  await render(<GainloopProvider playbook="/playbook.json" language="de" theme="dark" />)
  expect(made.length).toBe(1)
  expect(told()).toEqual(['setLanguage', 'setTheme', 'consent', 'identify', 'reset'])
})

it('starts anew with another key', async () => {
  await render(<GainloopProvider key="a" playbook="/a.json" />)
  await render(<GainloopProvider key="b" playbook="/b.json" />)
  expect(made.length).toBe(2)
  expect(live()).toMatchObject([{ options: { playbook: '/b.json' } }])
})

it.each([
  ['effect', useEffect],
  ['layout effect', useLayoutEffect],
])('hears the calls that a child makes in its first %s, before the provider’s own', async (_, useItsEffect) => {
  const Child = (): null => {
    const gainloop = useGainloop()
    useItsEffect(() => {
      gainloop.track('editor.opened')
      return gainloop.on('gainloop.rating.given', () => {})
    }, [gainloop])
    return null
  }
  await render(
    <StrictMode>
      <GainloopProvider playbook="/playbook.json">
        <Child />
      </GainloopProvider>
    </StrictMode>,
  )
  expect(live().length).toBe(1)
  expect(told().toSorted()).toEqual(['on', 'track'])
})

it('lets a child show the card in its place, and takes the place back with the child', async () => {
  const Inline = () => {
    const gainloop = useGainloop()
    const [place, setPlace] = useState<HTMLElement | null>(null)
    useEffect(() => (place ? gainloop.mount(place, 'campaign.sent') : undefined), [gainloop, place])
    return <aside ref={setPlace} />
  }
  const app = (inline: boolean) => (
    <StrictMode>
      <GainloopProvider playbook="/playbook.json">{inline && <Inline />}</GainloopProvider>
    </StrictMode>
  )
  await render(app(true))
  const places = () =>
    told().filter((call) => call === 'mount').length - told().filter((call) => call === 'unmount').length
  expect(places()).toBe(1)
  await render(app(false))
  expect(places()).toBe(0)
})

it('is gone while React hides it, and back with its listeners when it is shown', async () => {
  const gainloops: Gainloop[] = []
  const app = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <GainloopProvider playbook="/playbook.json">
        <Use with={(gainloop) => gainloops.push(gainloop)} />
      </GainloopProvider>
    </Activity>
  )
  await render(app('visible'))
  gainloops[0]?.on('*', () => {})
  await render(app('hidden'))
  expect(live()).toEqual([])
  await render(app('visible'))
  expect(live().length).toBe(1)
  expect(told()).toEqual(['on'])
})

it('says outside a provider what to do', async () => {
  const silenced = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(render(<Use with={() => {}} />)).rejects.toThrow(
    /useGainloop.*found none\. Wrap your app in <GainloopProvider/,
  )
  silenced.mockRestore()
})

it('<GainloopReminder> mounts its element for reminders alone, begins the action, and unmounts with its component', async () => {
  const calls = () => live().flatMap((one) => one.calls.map(([method, ...args]) => [method, args.at(1)]))
  await render(
    <GainloopProvider playbook="/playbook.json">
      <GainloopReminder action="campaign.sent" id="d_1" label="Spring sale" className="beside" />
    </GainloopProvider>,
  )
  const [mounted, begun] = live().flatMap((one) => one.calls)
  expect(mounted?.slice(2)).toEqual(['campaign.sent', { only: 'reminder' }])
  expect((mounted?.[1] as Element).className).toBe('beside')
  expect(begun).toEqual(['begin', 'campaign.sent', { id: 'd_1', label: 'Spring sale' }])

  // Typed on: the label is another one, the beginning is not.
  await render(
    <GainloopProvider playbook="/playbook.json">
      <GainloopReminder action="campaign.sent" id="d_1" label="Spring sales" className="beside" />
    </GainloopProvider>,
  )
  expect(calls().map(([method]) => method)).toEqual(['mount', 'begin'])
  await render(<GainloopProvider playbook="/playbook.json" />)
  expect(told()).toEqual(['mount', 'begin', 'unmount'])
})
