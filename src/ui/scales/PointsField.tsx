/** Every scale but `number`: a radio for each point, in reading direction; below a row of them what its ends mean. */
import { pointsOf, type Scale } from '../../rating/scale'
import { type Choice, ChoiceList } from '../ChoiceList'
import { useCard } from '../context'
import { inItsLanguage } from '../foreign-words'
import { drawingOf, TOO_EARLY_DRAWING } from './drawings'
import { pointLabel } from './point-label'

export const PointsField = ({ scale }: { scale: Scale }) => {
  const card = useCard()
  const { flow, message, findMessage, foreignLanguage, plain } = card
  const { kind } = scale
  // The scales with worded points stand below each other.
  const isRow = kind !== 'outcome' && kind !== 'attainment'
  const points = pointsOf(kind)
  const endOf = (index: number): 'low' | 'high' | undefined => {
    if (index === 0) return 'low'
    return index === points.length - 1 ? 'high' : undefined
  }
  const choices = points.map((value, index): Choice => {
    const drawing = drawingOf(kind, index)
    return {
      id: String(value),
      label: scale.labels?.[value]
        ? pointLabel(card, scale, value)
        : inItsLanguage(foreignLanguage(`${kind}.${value}`), pointLabel(card, scale, value)),
      ...(drawing !== undefined && { drawing }),
      describedBy: isRow ? endOf(index) : undefined,
    }
  })
  // It gives no rating, so it is no choice for an answer that is being changed.
  if (kind === 'outcome' && !flow.rating && flow.ask.tooEarly.length > 0)
    choices.push({ id: 'too-early', label: message('too-early'), drawing: TOO_EARLY_DRAWING })
  return (
    <>
      <ChoiceList
        class={isRow ? `points row ${kind}` : `points ${kind}`}
        name="answer"
        choices={choices}
        chosen={[flow.rating && String(flow.rating.value)]}
      />
      {isRow && (
        <div class="ends">
          {(['low', 'high'] as const).map((end) => (
            <span key={end} id={end}>
              {scale[end]
                ? plain(scale[end])
                : inItsLanguage(foreignLanguage(`${kind}.${end}`), findMessage(`${kind}.${end}`))}
            </span>
          ))}
        </div>
      )}
    </>
  )
}
