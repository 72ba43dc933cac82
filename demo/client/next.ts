/** Keeps the bar's "Next:" line up to date: with the step of the card, else with what the product did and the endpoint stored. */
import { stepText, watchStep } from './card-step'

interface Next {
  text: string
  /** Days of the clock's button that the text names. */
  jump?: number | undefined
}

/** Milliseconds: what comes in one batch is told of once. */
const PAUSE = 150

const line = document.getElementById('next')
/** What the server says, for when no card is open. */
let next: Next = { text: line?.textContent ?? '', jump: jumpDrawn() }
let step: string | undefined
let waiting = false

function jumpDrawn(): number | undefined {
  const button = document.querySelector<HTMLElement>('[data-jump][data-next]')
  return button ? Number(button.dataset.jump) : undefined
}

function show(): void {
  const ofCard = stepText(step)
  if (line) line.textContent = ofCard ?? next.text
  for (const button of document.querySelectorAll<HTMLElement>('[data-jump]')) {
    button.toggleAttribute('data-next', !ofCard && button.dataset.jump === String(next.jump))
  }
}

async function tell(): Promise<void> {
  waiting = false
  const response = await fetch(`/demo/next?path=${encodeURIComponent(location.pathname)}`)
  next = (await response.json()) as Next
  show()
}

/** Something has happened: what comes next may be something else. */
export function tellNext(): void {
  if (waiting) return
  waiting = true
  setTimeout(tell, PAUSE)
}

watchStep((now) => {
  step = now
  show()
})
