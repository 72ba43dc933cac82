/** A Radix dialog: no `aria-modal`; the app's root becomes `aria-hidden`, the body loses its pointer events. */
import * as Dialog from '@radix-ui/react-dialog'
import { createElement as h } from 'react'
import { createRoot } from 'react-dom/client'

createRoot(document.querySelector('#root') as Element).render(
  h(
    Dialog.Root,
    null,
    h(Dialog.Trigger, null, 'Settings'),
    h(
      Dialog.Portal,
      null,
      h(Dialog.Overlay, { style: { position: 'fixed', inset: 0, background: '#0008' } }),
      h(
        Dialog.Content,
        { style: { position: 'fixed', inset: '10% 20%', background: 'white' } },
        h(Dialog.Title, null, 'Settings'),
        h(Dialog.Description, null, 'Of your account'),
        h('input', { 'aria-label': 'Name' }),
        h(Dialog.Close, null, 'Done'),
      ),
    ),
  ),
)
