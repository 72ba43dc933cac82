/** The panel: a button, and below it, when it is open, all there is to see. In English, whatever language the page is in. */
import type { ThemeMode } from '../api'
import { useKeptFocus, useReturnedFocus } from '../ui/focus'
import { PanelBody } from './PanelBody'
import type { PanelActions } from './panel-actions'
import type { Picture } from './picture'

export interface PanelModel {
  picture: Picture | undefined
  open: boolean
  theme: ThemeMode
  /** The outcome of the last action. */
  status: string
}

interface PanelProps extends PanelModel {
  actions: PanelActions
  root: ShadowRoot
}

export const Panel = ({ picture, open, theme, status, actions, root }: PanelProps) => {
  useKeptFocus(root)
  useReturnedFocus(root)
  const isDryRun = picture?.dry !== undefined
  return (
    <section
      class="panel"
      lang="en"
      dir="ltr"
      aria-label="Gainloop debug panel"
      data-theme={theme}
      // `false` would be written out, as "false".
      data-dry={isDryRun || undefined}
      onKeyDown={(event) => open && event.key === 'Escape' && actions.toggle()}
    >
      <h2 tabIndex={-1}>
        <button type="button" class="toggle" aria-expanded={open} data-focus onClick={actions.toggle}>
          Gainloop debug
          <span class="count">{isDryRun ? 'dry run' : `${picture?.pending.length ?? 0} pending`}</span>
        </button>
      </h2>
      {open && picture && <PanelBody picture={picture} actions={actions} status={status} />}
    </section>
  )
}
