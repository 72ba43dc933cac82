/** Keeps the bar's "Next:" line up to date with what the product did and the endpoint stored. */
interface Next {
  text: string
  jump?: number
}

/** Milliseconds: what comes in one batch is told of once. */
const PAUSE = 150

let waiting = false

async function tell(): Promise<void> {
  waiting = false
  const response = await fetch(`/demo/next?path=${encodeURIComponent(location.pathname)}`)
  const { text, jump } = (await response.json()) as Next
  const line = document.getElementById('next')
  if (line) line.textContent = text
  for (const button of document.querySelectorAll<HTMLElement>('[data-jump]')) {
    button.toggleAttribute('data-next', button.dataset.jump === String(jump))
  }
}

/** Something has happened: what comes next may be something else. */
export function tellNext(): void {
  if (waiting) return
  waiting = true
  setTimeout(tell, PAUSE)
}
