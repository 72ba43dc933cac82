import type { Content } from './content'

export const tips: Content<'tips'> = ({ rich }, { points }) => (
  <ol>
    {points.map((point) => (
      <li>{rich(point)}</li>
    ))}
  </ol>
)
