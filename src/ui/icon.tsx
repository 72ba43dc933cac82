/** The card's drawings, 20 by 20, in strokes of the text's colour. Decoration: what they mean is always said in words too. */
const PATHS = {
  close: 'M5.5 5.5l9 9m0-9l-9 9',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  yes: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM6.8 10.3l2.2 2.2 4.3-4.7',
  partly: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 6v8a4 4 0 000-8M11.7 7.7v4.6',
  'not-yet': 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z',
  'too-early': 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 6v4l2.6 1.8',
  out: 'M8 4.5h7.5V12M15.5 4.5l-11 11',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({
  name,
  path = PATHS[name as IconName],
  flips,
}: {
  name?: IconName
  path?: string | undefined
  flips?: boolean
}) => (
  <svg viewBox="0 0 20 20" aria-hidden="true" class={flips ? 'flips' : undefined}>
    <path d={path} />
  </svg>
)
