/** What stands for the points of a scale. */
import type { ScaleKind } from '../../playbook/schema'

const DISC = 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z'
const CLOCK = `${DISC}M10 6v4l2.6 1.8`

/** A thumb up. */
export const THUMB =
  'M6.5 9v7.5h-3V9zM6.5 9l3-6c1.3 0 2 .9 1.8 2.1L10.8 8h4.6c1.1 0 1.8 1 1.5 2l-1.5 5.2c-.2.8-.9 1.3-1.7 1.3H6.5'

const face = (mouth: string): string => `${DISC}M7.5 8v.4m5-.4v.4M${mouth}`

/** The path of a drawing for each point, in the order they are shown. A scale that is not listed has a box to tick. */
const DRAWINGS: Partial<Record<ScaleKind, readonly string[]>> = {
  outcome: [`${DISC}M6.8 10.3l2.2 2.2 4.3-4.7`, `${DISC}M10 6v8a4 4 0 000-8M11.7 7.7v4.6`, DISC],
  thumbs: [
    'M13.5 11V3.5h3V11zM13.5 11l-3 6c-1.3 0-2-.9-1.8-2.1l.5-2.9H4.6c-1.1 0-1.8-1-1.5-2l1.5-5.2c.2-.8.9-1.3 1.7-1.3h7.2',
    THUMB,
  ],
  faces: ['6.5 14q3.5-4 7 0', '7 13.5q3-2 6 0', '7 13h6', '7 12.5q3 2 6 0', '6.5 12q3.5 4 7 0'].map(face),
}
const STAR = 'M10 2.6l2.25 4.7 5.15.7-3.75 3.6.93 5.1L10 14.2l-4.58 2.5.93-5.1L2.6 8l5.15-.7z'

export const TOO_EARLY_DRAWING = CLOCK

/** `null` where the label stands alone; undefined for a box to tick. */
export const drawingOf = (kind: ScaleKind, index: number): string | null | undefined => {
  if (kind === 'nps' || kind === 'ease') return null
  if (kind === 'stars') return STAR
  return DRAWINGS[kind]?.[index]
}
