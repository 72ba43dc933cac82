/** React takes over the whole document that a server has rendered, Gainloop's tag included. Built with React 18 as well. */
import { createElement as h } from 'react'
import { hydrateRoot } from 'react-dom/client'

const App = () =>
  h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('title', null, 'Bare'),
      h('script', { src: '/embed-stub.js' }),
      h('script', {
        type: 'module',
        src: '/gainloop/gainloop.js',
        'data-playbook': '/bare.json',
        'data-endpoint': '/api/gainloop',
      }),
      h('script', { type: 'module', src: new URL(import.meta.url).pathname }),
    ),
    h('body', null, h('label', null, h('span', null, 'Notes'), h('textarea', null))),
  )

const page = window as unknown as { mismatches: string[]; hydrated: boolean }
page.mismatches = []
hydrateRoot(document, h(App), { onRecoverableError: (error) => page.mismatches.push(`${error as Error}`) })
requestIdleCallback(() => {
  page.hydrated = true
})
