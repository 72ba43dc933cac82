/** A drawing, 20 by 20, in strokes of the text's colour. Decoration: what it means is always said in words too. */
export const icon = (path: string, look?: string) => (
  <svg viewBox="0 0 20 20" aria-hidden="true" class={look as string}>
    <path d={path} />
  </svg>
)

export const CHECK = 'M4.5 10.5l3.5 3.5 7.5-8'
