/** What every scale but `number` is made of: a radiogroup named by the question, its points in reading direction. */
import type { ComponentChildren } from 'preact'
import type { RatingValue } from '../../moment/book'
import { pointsOf, type Scale } from '../../rating/scale'
import { Choice } from '../choice'
import type { View } from '../view'
import { labelOf } from './label'

export interface ScaleProps {
  view: View
  scale: Scale
}

export interface PointsProps extends ScaleProps {
  /** In one row; the first and the last point are described by the elements `low` and `high`. @default a row for each */
  row?: boolean
  /** What stands for a point. It must hold the point's label, seen or not. */
  children(value: RatingValue, label: string): ComponentChildren
  /** A point that gives no rating: "Too early to tell". */
  last?: string
}

export const Points = ({ view, scale, row, children, last }: PointsProps) => {
  const points = pointsOf(scale.kind).concat(last ?? [])
  const ends = { 0: 'low', [points.length - 1]: 'high' }
  return (
    <div
      class="points"
      role="radiogroup"
      aria-labelledby="title"
      aria-describedby="why"
      data-scale={scale.kind}
      data-row={row}
      style={row ? { '--n': points.length } : undefined}
    >
      {points.map((value, index) => (
        <Choice
          name="answer"
          value={String(value)}
          checked={view.flow.rating?.value === value}
          describedBy={row ? ends[index] : undefined}
        >
          {children(value, value === last ? view.say(last) : labelOf(view, scale, value))}
        </Choice>
      ))}
    </div>
  )
}
