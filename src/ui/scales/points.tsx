/** What every scale but `number` is made of: a radiogroup named by the question, its points in reading direction. */
import type { ComponentChildren } from 'preact'
import type { RatingValue } from '../../moment/book'
import { pointsOf, type Scale } from '../../rating/scale'
import type { View } from '../view'
import { labelOf } from './label'
import { Radio } from './radio'

export interface ScaleProps {
  view: View
  scale: Scale
}

interface PointsProps extends ScaleProps {
  /** In one row, with what its ends mean below. @default in rows of their own */
  row?: boolean
  /** What stands for a point. It must hold the point's label, seen or not. */
  children(value: RatingValue, label: string): ComponentChildren
  /** A point that gives no rating: "Too early to tell". */
  last?: string
}

export const Points = ({ view, scale, row, children, last }: PointsProps) => {
  const points = [...pointsOf(scale.kind), ...(last ? [last] : [])]
  const ends = (['low', 'high'] as const).map((end) => {
    const own = scale[end]
    return own ? view.plain(own) : view.say(`${scale.kind}.${end}`)
  })
  const described = row && ends.some(Boolean)
  return (
    <>
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
          <Radio
            name="answer"
            value={String(value)}
            checked={view.flow.rating?.value === value}
            describedBy={described ? ['low', ...Array(points.length - 2), 'high'][index] : undefined}
          >
            {children(value, value === last ? view.say(last) : labelOf(view, scale, value))}
          </Radio>
        ))}
      </div>
      {described && (
        <div class="ends">
          <span id="low">{ends[0]}</span>
          <span id="high">{ends[1]}</span>
        </div>
      )}
    </>
  )
}
