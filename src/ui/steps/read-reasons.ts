/** What the user ticked and typed at the reasons, read from the form when it is needed: the browser already keeps it. */
export const readReasons = (form: HTMLFormElement): { reasons: string[]; comment: string } => {
  const data = new FormData(form)
  return { reasons: data.getAll('reason') as string[], comment: (data.get('comment') ?? '') as string }
}
