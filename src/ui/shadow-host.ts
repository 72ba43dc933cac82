/** The element that everything of ours in the page is drawn into, in an open shadow root of its own. */

const sheets = new Map<string, CSSStyleSheet>()

/** Parsed once per page, however many roots adopt it. Constructed sheets work under `style-src 'self'`; `<style>` does not. */
const sheetOf = (css: string): CSSStyleSheet => {
  const known = sheets.get(css)
  if (known) return known
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  sheets.set(css, sheet)
  return sheet
}

export interface ShadowHost {
  host: HTMLElement
  root: ShadowRoot
}

/** @param name of the element: a name of our own, so that the page's rules for `div` don't apply to it */
export function createShadowHost(name: string, css: string): ShadowHost {
  const host = document.createElement(name)
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheetOf(css)]
  // To the page's hotkeys, keys typed in a shadow root look as if typed on the page.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())
  return { host, root }
}

/** Puts the host beside the body: a page that replaces its body keeps it. */
export const attachToPage = (host: HTMLElement): void => document.documentElement.append(host)

/** Shows the host above every z-index. `manual` neither takes the focus nor closes at a click outside. */
export const showInTopLayer = (host: HTMLElement): void => {
  host.popover = 'manual'
  host.showPopover?.()
}
