/** What the user ticked and typed, read from the form when it is needed: the browser already keeps it. */
export const ticked = (form: HTMLFormElement): { reasons: string[]; comment: string } => {
  const data = new FormData(form)
  return { reasons: data.getAll('reason') as string[], comment: (data.get('comment') ?? '') as string }
}

/** The handler of a form's submit, with the form; the page stays. */
export const submitted =
  (run: (form: HTMLFormElement) => void) =>
  (event: Event): void => {
    event.preventDefault()
    run(event.currentTarget as HTMLFormElement)
  }

const isRadio = (target: EventTarget | null): boolean => (target as HTMLInputElement).type === 'radio'

/**
 * One tap commits, arrow keys only move: browsers fire `click` and `change` on a radio for both, so an arrow key is remembered
 * on the form until a pointer or the space bar takes over. Spread on the form; `choose` is called with a committed choice.
 */
export const tapped = (choose: (form: HTMLFormElement) => void) => ({
  onKeyDown({ key, target, currentTarget }: KeyboardEvent): void {
    const form = currentTarget as HTMLFormElement
    if (!isRadio(target)) return
    if (key.startsWith('Arrow')) form.dataset.by = 'arrows'
    if (key === ' ') delete form.dataset.by
  },
  onPointerDown({ target, currentTarget }: Event): void {
    if (isRadio(target)) delete (currentTarget as HTMLFormElement).dataset.by
  },
  onClick({ target, currentTarget }: Event): void {
    const form = currentTarget as HTMLFormElement
    if (isRadio(target) && !form.dataset.by) choose(form)
  },
})
