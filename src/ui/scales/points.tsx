/** Every scale but `number`: a radio for each point, in reading direction; below a row of them what its ends mean. */
import type { ScaleKind } from '../../playbook/schema'
import { pointsOf, type Scale } from '../../rating/scale'
import { Choices } from '../choices'
import { parts } from '../parts'
import type { View } from '../view'
import { labelOf } from './label'

export const DISC = 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z'
/** What stands for the points of a scale: a drawing for each, or one for all; empty: its label alone. Not listed: a box to tick. */
const DRAWINGS: Partial<Record<ScaleKind, string[]>> = {
  outcome: [
    `${DISC}M6.8 10.3l2.2 2.2 4.3-4.7`,
    `${DISC}M10 6v8a4 4 0 000-8M11.7 7.7v4.6`,
    DISC,
    `${DISC}M10 6v4l2.6 1.8`,
  ],
  nps: [''],
  ease: [''],
}

export const points = (view: View, scale: Scale) => {
  const { flow, say, plain } = view
  const { kind } = scale
  const row = kind !== 'outcome' && kind !== 'attainment'
  const drawings = DRAWINGS[kind] ?? parts.rare?.drawings[kind]
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
