/** A drawing, 20 by 20, in strokes of the text's colour. Decorative: what it means is always said in words too. */
export const Icon = ({ path, class: className }: { path: string; class?: string }) => (
  <svg viewBox="0 0 20 20" aria-hidden="true" class={className}>
    <path d={path} />
  </svg>
)

export const CHECK = 'M4.5 10.5l3.5 3.5 7.5-8'
