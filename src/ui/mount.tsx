/** Puts the card into the page, in a shadow root of its own, and takes it out again without a trace. */
import { render } from 'preact'
import type { ThemeMode } from '../api'
import { direction } from '../playbook/language'
import type { LessonKind } from '../playbook/schema'
import { Card } from './Card'
import css from './card.css?inline'
import { type CardCallbacks, createCardContext } from './context'
import { FaultBoundary } from './FaultBoundary'
import { keepAboveKeyboard } from './keyboard-inset'
import type { CardModel } from './model'
import { drawMoving, fadeOut, pictureOf } from './motion'
import { type CardParts, lazyLessons } from './parts'
import { attachToPage, createShadowHost, showInTopLayer } from './shadow-host'
import { closeByPulling } from './sheet-drag'
import { applyTheme } from './theme'

export type { CardModel } from './model'

export interface CardOptions extends CardCallbacks {
  /** Shows the card inline in this element. @default the corner the playbook's theme names */
  container?: Element
  theme: ThemeMode
  parts: CardParts
  /** Something threw while the card was drawn, at whatever step. The card is out of the page by then, or never was in it. */
  onFault(cause: unknown): void
}

export interface CardHandle {
  /** Shows a step, or the same step again. What drawing it throws goes to `onFault`. */
  show(model: CardModel): void
  /** Fetches what lessons of these kinds need, so that the card does not wait for it later. Never throws. */
  prefetch(kinds: Iterable<LessonKind>): void
  /** Whether it is still in the page. */
  connected(): boolean
  /** Takes the card out of sight and out of the keyboard's way, or brings it back. It keeps its step and what was typed. */
  stepAside(aside: boolean): void
  /**
   * Leaves no element, listener or timer. Never throws or rejects.
   * @param seen the user closed it, and sees it go: for a moment a picture of it stays, marked for whoever needs the page
   */
  close(seen?: boolean): Promise<void>
}

/**
 * How long a lesson waits for its content before it is shown without, in ms. Browsers don't count a layout shift within 500 ms
 * of a tap (https://web.dev/articles/cls#user-initiated_layout_shifts).
 */
const LONGEST_WAIT = 400

/** @throws where the page's browser or its scripts don't let a shadow root be made */
export const openCard = ({ container, theme, parts, send, newId, onFault }: CardOptions): CardHandle => {
  const { host, root } = createShadowHost('gainloop-card', css)
  const cleanups = container ? [] : [keepAboveKeyboard(host), closeByPulling(host, root)]
  const lessons = lazyLessons(parts)
  let latest: CardModel | undefined
  /** The step that is shown; none before the first. */
  let painted: string | undefined
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const attach = (position = 'bottom-end'): void => {
    if (container) {
      if (!host.parentNode) container.append(host)
      return
    }
    host.dataset.position = position
    if (host.isConnected) return
    attachToPage(host)
    showInTopLayer(host)
  }

  const paint = (model: CardModel): void => {
    clearTimeout(timer)
    const { playbook, language } = model
    applyTheme(host, playbook.theme)
    host.lang = language
    host.dir = direction(language)
    attach(playbook.theme?.position)
    const step = `${model.flow.step} ${model.flow.lesson?.id}`
    const isNewStep = step !== painted
    painted = step
    drawMoving(root, {
      isInline: container !== undefined,
      isNewStep,
      draw: () =>
        render(
          <FaultBoundary onFault={failLater}>
            <Card card={createCardContext(model, { theme, root, lessons, send, newId })} />
          </FaultBoundary>,
          root,
        ),
    })
  }

  const close = async (seen = false): Promise<void> => {
    closed = true
    latest = undefined
    clearTimeout(timer)
    for (const cleanup of cleanups) cleanup()
    const picture = seen ? pictureOf(root) : undefined
    try {
      render(null, root)
    } catch {
      // What was half drawn may throw once more as it is taken down. Its first fault was told.
    }
    if (picture) {
      host.dataset.leaving = ''
      await fadeOut(root, picture)
    }
    host.remove()
  }
  const fail = (cause: unknown): void => {
    if (closed) return
    void close()
    onFault(cause)
  }
  /** Preact can't take down a tree that it is in the middle of drawing. */
  const failLater = (cause: unknown): void => void Promise.resolve().then(() => fail(cause))
  const paintSafely = (model: CardModel): void => {
    try {
      paint(model)
    } catch (cause) {
      fail(cause)
    }
  }

  return {
    show(model) {
      latest = model
      clearTimeout(timer)
      const { step, lesson } = model.flow
      const content = step === 'lesson' && lesson ? lessons[lesson.kind] : undefined
      if (!content || content.current) return paintSafely(model)
      let waiting = true
      const paintOnce = (): void => {
        if (waiting && latest === model) paintSafely(model)
        waiting = false
      }
      timer = setTimeout(paintOnce, LONGEST_WAIT)
      content.load().then(paintOnce, paintOnce)
    },
    prefetch(kinds) {
      for (const kind of kinds) lessons[kind]?.load().catch(() => {})
    },
    connected: () => host.isConnected || !painted,
    stepAside: (aside) => void host.toggleAttribute('data-aside', aside),
    close,
  }
}
