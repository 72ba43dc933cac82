/** The panel: a button, and below it, when it is open, all there is to see. In English, whatever the page speaks. */
import type { Acts } from './acts'
import { Body } from './Body'
import type { Picture } from './picture'

export interface PanelModel {
  picture: Picture | undefined
  open: boolean
  theme: 'auto' | 'light' | 'dark'
  /** What came of the last click. */
  said: string
}

export const Panel = ({ picture, open, theme, said, acts }: PanelModel & { acts: Acts }) => {
  const count = picture?.pending.length ?? 0
  return (
    <section
      class="panel"
      lang="en"
      dir="ltr"
      aria-label="Gainloop debug panel"
      data-theme={theme}
      data-dry={picture?.dry !== undefined}
      onKeyDown={(event) => open && event.key === 'Escape' && acts.toggle()}
    >
      <h2 tabIndex={-1}>
        <button
          type="button"
          class="toggle"
          aria-expanded={open ? 'true' : 'false'}
          data-focus=""
          onClick={acts.toggle}
        >
          Gainloop debug
          <span class="count">{picture?.dry === undefined ? `${count} pending` : 'dry run'}</span>
        </button>
      </h2>
      {open && picture && <Body picture={picture} acts={acts} said={said} />}
    </section>
  )
}
