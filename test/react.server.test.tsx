/** @jsxImportSource react */
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { GainloopProvider, useGainloop } from '../src/react'
import { made } from './react/recorder'

vi.mock('../src/index', () => import('./react/recorder'))

/** Calls in a render, which no component should: even these start nothing. */
function Campaign() {
  const gainloop = useGainloop()
  gainloop.track('campaign.sent')
  gainloop.on('*', () => {})
  return <h1>Spring sale</h1>
}

it('renders its children on a server and makes no instance', () => {
  const html = renderToString(
    <GainloopProvider playbook="/playbook.json" user={{ id: 'u_1' }}>
      <Campaign />
    </GainloopProvider>,
  )
  expect(html).toBe('<h1>Spring sale</h1>')
  expect(made).toEqual([])
})
