/** A composer in React, with the plan beside its field. On the package's built files. */
import { createElement as h, Fragment, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type * as Source from '../../../src/react'
// @ts-expect-error: the declarations of the built files are elsewhere
import * as built from '../../../dist/client/react.js'

const { GainloopProvider, GainloopReminder, useGainloop } = built as typeof Source

function Composer({ leave }: { leave(): void }) {
  const gainloop = useGainloop()
  return h(
    Fragment,
    null,
    h('label', null, 'Subject', h('input', { autoFocus: true })),
    h(GainloopReminder, { action: 'now', className: 'beside' }),
    h('button', { onClick: leave }, 'Leave'),
    h('button', { onClick: () => gainloop.track('now', { id: 'c_9' }) }, 'Send'),
  )
}

function App() {
  const [open, setOpen] = useState(false)
  return open
    ? h(Composer, { leave: () => setOpen(false) })
    : h('button', { onClick: () => setOpen(true) }, 'New campaign')
}

const main = document.querySelector('main') as HTMLElement
const provider = h(GainloopProvider, { playbook: '/bare.json', endpoint: '/api/gainloop' }, h(App))
createRoot(main).render(h(StrictMode, null, provider))
