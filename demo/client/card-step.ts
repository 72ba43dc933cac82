/** Which step the card is at, and what there is to do at it. A product need not know; the demo tells it to who tries it. */

/** After the goal the server knows more to say. */
const TEXTS: Record<string, string> = {
  review: 'say in the card whether you kept to your plan.',
  question: 'answer the card.',
  'too-early': 'choose when the card should ask again.',
  figures: 'say in the card whether the figures are right.',
  reasons: 'tick a reason in the card, or skip.',
  lesson: 'take the lesson in the card: make it your plan, and say whether it helped.',
  exit: 'undo it in the card, or go on.',
  thanks: 'close the card.',
  lessons: 'open a lesson in the card, or close it.',
}

export const stepText = (step: string | undefined): string | undefined => (step ? TEXTS[step] : undefined)

const stepNow = (): string | undefined =>
  document.querySelector('gainloop-card')?.shadowRoot?.querySelector<HTMLElement>('.card:not(.ghost)')?.dataset.step

/** Calls back at each change; undefined once no card is there. */
export function watchStep(listener: (step: string | undefined) => void): void {
  let last: string | undefined
  const look = (): void => {
    const step = stepNow()
    if (step !== last) listener((last = step))
  }
  const inside = new MutationObserver(look)
  // The card stands beside the body, or within it where the page has a place for it.
  new MutationObserver(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot
    if (root) inside.observe(root, { subtree: true, childList: true, attributeFilter: ['data-step'] })
    look()
  }).observe(document.documentElement, { childList: true })
}
