/** What the user ticked and typed, read from the form when it is needed: the browser already keeps it. */
export const ticked = (form: HTMLFormElement): { reasons: string[]; comment: string } => {
  const data = new FormData(form)
  return { reasons: data.getAll('reason') as string[], comment: (data.get('comment') ?? '') as string }
}

type FormEvent = Event & { key?: string }
const ofRadio = ({ target }: Event): boolean => (target as HTMLInputElement).type === 'radio'
const formOf = ({ currentTarget }: Event): HTMLFormElement => currentTarget as HTMLFormElement

/**
 * A pointer (which has no key) and the space bar mean the radio they meet; arrow keys only pass by. Once the button is there for
 * those it stays: were it gone when a pointer goes down, another radio would be under it by the time it goes up.
 */
const remember = (event: FormEvent): void => {
  const { dataset } = formOf(event)
  const { key = ' ' } = event
  if (ofRadio(event) && key.startsWith('Arrow')) dataset.by = 'arrows'
  else if (ofRadio(event) && key === ' ' && dataset.by) dataset.by = 'tap'
}

/**
 * One tap on a radio commits, arrow keys only move: browsers fire `click` and `change` for both, so an arrow key is remembered
 * on the form. Spread on the form; `commit` is called with it.
 */
export const committed = (commit: (form: HTMLFormElement) => void) => ({
  onKeyDown: remember,
  onPointerDown: remember,
  onClick(event: FormEvent): void {
    if (ofRadio(event) && formOf(event).dataset.by !== 'arrows') commit(formOf(event))
  },
  onSubmit(event: FormEvent): void {
    event.preventDefault()
    commit(formOf(event))
  },
})
