/** An MUI dialog: its siblings become `aria-hidden`, and it takes back the focus that leaves it. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'

function App() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return h(
    'main',
    null,
    h(Button, { onClick: () => setOpen(true) }, 'Settings'),
    h(
      Dialog,
      { open, onClose: close },
      h(DialogTitle, null, 'Settings'),
      h('input', { 'aria-label': 'Name' }),
      h(Button, { onClick: close }, 'Done'),
    ),
  )
}

createRoot(document.querySelector('#root') as Element).render(h(App))
