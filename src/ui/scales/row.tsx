/** Scales in one row: their points, and what the ends mean below. */
import { Points, type PointsProps } from './points'
import css from './row.css?inline'

export { css }

export const Row = (props: PointsProps) => {
  const { view, scale } = props
  const [low, high] = (['low', 'high'] as const).map((end) => {
    const own = scale[end]
    return own ? view.plain(own) : view.say(`${scale.kind}.${end}`)
  })
  return (
    <>
      <Points {...props} row />
      {(low || high) && (
        <div class="ends">
          <span id="low">{low}</span>
          <span id="high">{high}</span>
        </div>
      )}
    </>
  )
}
