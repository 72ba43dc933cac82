/**
 * How one step becomes the next: the sheet moves to the new height, the new step comes in, and a copy of the old one fades, so
 * that the answer is seen to be chosen without the next step waiting for it. Nothing here changes the layout, which would
 * count as a shift of the page: only transforms, clips and opacity.
 */

const DURATION = 200
/** How long what goes is still seen, in ms. */
const GOING = 140
const EASE = 'cubic-bezier(0.2, 0.8, 0.2, 1)'

const wantsMotion = (): boolean =>
  typeof Element.prototype.animate === 'function' && !matchMedia('(prefers-reduced-motion: reduce)').matches

/** Plays an animation that may fail: an old browser refuses a pseudo-element, and then the sheet is simply there. */
const play = (
  element: Element | null,
  frames: Keyframe[],
  options: KeyframeAnimationOptions = {},
): Animation | undefined => {
  try {
    return element?.animate(frames, { duration: DURATION, easing: EASE, ...options })
  } catch {
    return undefined
  }
}

/** What a copy would load or play a second time. */
const MEDIA = 'iframe, video, audio'

/** A copy of the card as it looks now, for nobody to read, reach or tap. */
function ghostOf(card: HTMLElement): HTMLElement {
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.classList.add('ghost')
  ghost.inert = true
  ghost.ariaHidden = 'true'
  for (const name of ['role', 'aria-label']) ghost.removeAttribute(name)
  for (const status of ghost.querySelectorAll('[role=status], .veil')) status.remove()
  for (const named of ghost.querySelectorAll('[id]')) named.removeAttribute('id')
  ghost.style.blockSize = `${card.offsetHeight}px`
  return ghost
}

const STEP = 'section > :is(form, .exit)'
const cardIn = (root: ShadowRoot): HTMLElement | null => root.querySelector('section')
const stepOf = (root: ShadowRoot): Element | null => root.querySelector(STEP)

const removeGhosts = (root: ShadowRoot): void => {
  for (const ghost of root.querySelectorAll('.ghost')) ghost.remove()
}

/** The sheet and what is on it, from a height that was `by` px greater (or smaller), standing on the other edge. */
function resize(card: HTMLElement, by: number, standsOnBottom: boolean): void {
  if (!by) return
  const edge = standsOnBottom ? 'insetBlockStart' : 'insetBlockEnd'
  play(card, [{ [edge]: `${-by}px` }, { [edge]: '0px' }], { pseudoElement: '::before' })
  const moved = { transform: standsOnBottom ? `translateY(${-by}px)` : 'none' }
  const there = { transform: 'none' }
  play(card.querySelector(':scope > .head'), [moved, there])
  play(card.querySelector(STEP), [
    { ...moved, clipPath: `inset(0 -1px ${Math.max(0, -by)}px -1px)` },
    { ...there, clipPath: 'inset(0 -1px 0 -1px)' },
  ])
}

export interface Drawing {
  /** The card stands in the page's own flow, which moves at once. */
  isInline: boolean
  /** Another step than the one that is shown. */
  isNewStep: boolean
  draw(): void
}

/** Draws, and moves from what was there before to what is there now. */
export function drawMoving(root: ShadowRoot, { isInline, isNewStep, draw }: Drawing): void {
  if (!wantsMotion()) return draw()
  removeGhosts(root)
  const before = cardIn(root)
  const step = stepOf(root)
  const height = before?.offsetHeight ?? 0
  const scrolled = root.querySelector('.body')?.scrollTop ?? 0
  const ghost = isNewStep && before && step && !before.querySelector(MEDIA) ? ghostOf(before) : undefined
  draw()
  const card = cardIn(root)
  if (!card) return
  if (!before) {
    play(card, [{ opacity: 0, transform: 'translateY(14px) scale(0.985)' }, {}])
    return
  }
  const standsOnBottom = !(root.host as HTMLElement).dataset.position?.startsWith('top')
  if (!isInline) resize(card, height - card.offsetHeight, standsOnBottom)
  const next = stepOf(root)
  if (!ghost || next === step) return
  root.append(ghost)
  const old = ghost.querySelector('.body')
  if (old) old.scrollTop = scrolled
  ghost.toggleAttribute('data-top', !standsOnBottom)
  const fade = play(ghost, [{ opacity: 1 }, { opacity: 0 }], { duration: GOING, easing: 'ease-in', fill: 'forwards' })
  if (fade) fade.onfinish = fade.oncancel = () => ghost.remove()
  else ghost.remove()
  play(next, [{ opacity: 0.2 }, { opacity: 1 }], { delay: 30, fill: 'backwards' })
}

/** What the card looks like now, to be seen going; undefined where nobody would see it, or nobody wants to. */
export function pictureOf(root: ShadowRoot): HTMLElement | undefined {
  const isSeen = root.host.isConnected && document.visibilityState === 'visible'
  const card = isSeen && wantsMotion() ? cardIn(root) : null
  return card && !card.querySelector(MEDIA) ? ghostOf(card) : undefined
}

/** Lets the picture go. Resolves once it is gone. */
export function fadeOut(root: ShadowRoot, picture: HTMLElement): Promise<void> {
  removeGhosts(root)
  picture.classList.add('leaving')
  root.append(picture)
  const motion: KeyframeAnimationOptions = { duration: GOING, easing: 'ease-in', fill: 'forwards' }
  play(picture, [{}, { opacity: 0, transform: 'translateY(10px)' }], motion)
  // Not by the animation's end, which a tab that is hidden meanwhile waits for.
  return new Promise((resolve) => {
    setTimeout(resolve, GOING)
  })
}
