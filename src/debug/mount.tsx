/** Puts the panel into the page, in a shadow root of its own, in the corner where the card is not. */
import { render } from 'preact'
import { whenPageReady } from '../host/page-ready'
import { direction } from '../playbook/language'
import { attachToPage, createShadowHost, showInTopLayer } from '../ui/shadow-host'
import css from './debug.css?inline'
import { Panel, type PanelModel } from './Panel'
import type { PanelActions } from './panel-actions'

export interface PanelHandle {
  show(model: PanelModel, language: string, position: string | undefined): void
  /** Leaves no element or listener. */
  remove(): void
}

/** @param onPointerEnter runs when the pointer comes to the panel: what it shows may be out of date */
export function openPanel(actions: PanelActions, onPointerEnter: () => void): PanelHandle {
  const { host, root } = createShadowHost('gainloop-debug', css)
  host.addEventListener('pointerenter', onPointerEnter)
  let ready = false
  const attach = (): void => {
    if (!ready || host.isConnected) return
    attachToPage(host)
    // As the card is: over the page, and under a card that opens later.
    showInTopLayer(host)
  }
  const cancel = whenPageReady(() => {
    ready = true
    attach()
  })
  return {
    show(model, language, position) {
      host.dir = direction(language)
      host.dataset.corner = position === 'bottom-start' ? 'bottom-end' : 'bottom-start'
      render(<Panel {...model} actions={actions} root={root} />, root)
      attach()
    },
    remove() {
      cancel()
      render(null, root)
      host.remove()
    },
  }
}
