/** A form of one field, named `field`: hands over what it holds. */
export const submitted = (act: (value: string) => void) => (event: Event) => {
  event.preventDefault()
  act(`${new FormData(event.currentTarget as HTMLFormElement).get('field') as string}`)
}
