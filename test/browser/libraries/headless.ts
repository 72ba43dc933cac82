/** A Headless UI dialog: the rest of the page becomes `inert`. */
import { Dialog, DialogPanel, DialogTitle } from '@headlessui/react'
import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'

function App() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return h(
    'main',
    null,
    h('button', { onClick: () => setOpen(true) }, 'Settings'),
    h(
      Dialog,
      { open, onClose: close },
      h(
        DialogPanel,
        { style: { position: 'fixed', inset: '10% 20%', background: 'white' } },
        h(DialogTitle, null, 'Settings'),
        h('input', { 'aria-label': 'Name' }),
        h('button', { onClick: close }, 'Done'),
      ),
    ),
  )
}

createRoot(document.querySelector('#root') as Element).render(h(App))
