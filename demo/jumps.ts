/** How far the buttons of the demo's clock jump. */
export interface Jump {
  days: number
  label: string
}

const DAY = 86_400_000

/** Shortest first. */
export const JUMPS: readonly Jump[] = [
  { days: 3, label: 'Three days later' },
  { days: 7, label: 'One week later' },
  { days: 14, label: 'Two weeks later' },
  { days: 35, label: 'Five weeks later' },
]

/** In milliseconds. */
export const spanOf = ({ days }: Jump): number => days * DAY
