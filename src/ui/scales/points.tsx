/** Every scale but `number`: a radio for each point, in reading direction; below a row of them what its ends mean. */
import type { ScaleKind } from '../../playbook/schema'
import { pointsOf, type Scale } from '../../rating/scale'
import { Choices } from '../choices'
import type { View } from '../view'
import { labelOf } from './label'

const DISC = 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z'
const face = (mouth: string): string => `${DISC}M7.5 8v.4m5-.4v.4M${mouth}`

/** What stands for the points of a scale: a drawing for each, or one for all; empty: its label alone. Not listed: a box to tick. */
const DRAWINGS: Partial<Record<ScaleKind, string[]>> = {
  outcome: [
    `${DISC}M6.8 10.3l2.2 2.2 4.3-4.7`,
    `${DISC}M10 6v8a4 4 0 000-8M11.7 7.7v4.6`,
    DISC,
    `${DISC}M10 6v4l2.6 1.8`,
  ],
  thumbs: [
    'M13.5 11V3.5h3V11zM13.5 11l-3 6c-1.3 0-2-.9-1.8-2.1l.5-2.9H4.6c-1.1 0-1.8-1-1.5-2l1.5-5.2c.2-.8.9-1.3 1.7-1.3h7.2',
    'M6.5 9v7.5h-3V9zM6.5 9l3-6c1.3 0 2 .9 1.8 2.1L10.8 8h4.6c1.1 0 1.8 1 1.5 2l-1.5 5.2c-.2.8-.9 1.3-1.7 1.3H6.5',
  ],
  stars: ['M10 2.6l2.25 4.7 5.15.7-3.75 3.6.93 5.1L10 14.2l-4.58 2.5.93-5.1L2.6 8l5.15-.7z'],
  faces: ['6.5 14q3.5-4 7 0', '7 13.5q3-2 6 0', '7 13h6', '7 12.5q3 2 6 0', '6.5 12q3.5 4 7 0'].map(face),
  nps: [''],
  ease: [''],
}

export const points = (view: View, scale: Scale) => {
  const { flow, say, plain } = view
  const { kind } = scale
  const row = kind !== 'outcome' && kind !== 'attainment'
  const drawings = DRAWINGS[kind]
  const values = pointsOf(kind)
  const choices = values.map((value, index) => ({
    id: `${value}`,
    label: labelOf(view, scale, value),
    drawing: drawings && (drawings[index] ?? drawings[0]),
    by: row ? (index ? (values[index + 1] === undefined ? 'high' : undefined) : 'low') : undefined,
  }))
  // An option of `outcome` that gives no rating, and so is no way to change one.
  if (kind === 'outcome' && !flow.rating)
    choices.push({ id: 'too-early', label: say('too-early'), drawing: drawings?.[3], by: undefined })
  return [
    <Choices
      class={`points ${row ? `row ${kind}` : ''}`}
      name="answer"
      choices={choices}
      chosen={[`${flow.rating?.value}`]}
    />,
    row && (
      <div class="ends">
        {(['low', 'high'] as const).map((end) => (
          <span id={end}>{scale[end] ? plain(scale[end]) : say(`${kind}.${end}`)}</span>
        ))}
      </div>
    ),
  ]
}
