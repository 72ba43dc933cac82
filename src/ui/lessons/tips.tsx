import type { Content } from './content'

const tips: Content<'tips'> = ({ rich }, { points }) => (
  <ol>
    {points.map((point) => (
      <li>{rich(point)}</li>
    ))}
  </ol>
)

export default tips
