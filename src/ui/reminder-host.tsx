/** Puts the reminder into the page, in a shadow root of its own, and takes it out again without a trace. */
import { render } from 'preact'
import { direction } from '../playbook/language'
import { FaultBoundary } from './FaultBoundary'
import { keepAboveKeyboard } from './keyboard-inset'
import { keepOffField } from './off-field'
import { Reminder, type ReminderModel } from './Reminder'
import css from './reminder.css?inline'
import { attachToPage, createShadowHost, showInTopLayer } from './shadow-host'
import { applyTheme } from './theme'

export type { ReminderModel } from './Reminder'

export interface ReminderOptions {
  /** Shows the reminder inline in this element. @default the corner the playbook's theme names */
  container?: Element
  onLesson(): void
  onDone(): void
  onClose(): void
  /** Something threw while it was drawn. */
  onFault(cause: unknown): void
}

export interface ReminderHandle {
  show(model: ReminderModel): void
  /** Takes it out of sight and out of the keyboard's way, or brings it back. */
  stepAside(aside: boolean): void
  /** Leaves no element, listener or timer. */
  close(): void
}

/** @throws where the page's browser or its scripts don't let a shadow root be made */
export function openReminder({ container, onFault, ...on }: ReminderOptions): ReminderHandle {
  const { host, root } = createShadowHost('gainloop-reminder', css)
  const cleanups = container ? [] : [keepAboveKeyboard(host)]
  /** Preact can't take down a tree that it is in the middle of drawing. */
  const failLater = (cause: unknown): void => void Promise.resolve().then(() => onFault(cause))

  const attach = (position: string): void => {
    if (host.isConnected) return
    if (container) return container.append(host)
    host.dataset.position = position
    attachToPage(host)
    showInTopLayer(host)
    cleanups.push(keepOffField(host))
  }

  return {
    show(model) {
      const { theme } = model.playbook
      applyTheme(host, theme)
      host.lang = model.language
      host.dir = direction(model.language)
      render(
        <FaultBoundary onFault={failLater}>
          <Reminder model={model} root={root} {...on} />
        </FaultBoundary>,
        root,
      )
      attach(theme?.position ?? 'bottom-end')
    },
    stepAside: (aside) => void host.toggleAttribute('data-aside', aside),
    close() {
      for (const cleanup of cleanups) cleanup()
      render(null, root)
      host.remove()
    },
  }
}
