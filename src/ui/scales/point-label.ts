/** What a point of a scale is called: the playbook's label, else ours, else its number. */
import type { RatingValue } from '../../moment/book'
import type { Scale } from '../../rating/scale'
import type { CardContextValue } from '../context'
import { formatFigure } from '../../playbook/figure'

type LabelContext = Pick<CardContextValue, 'metrics' | 'language' | 'plain' | 'findMessage'>

export const pointLabel = (
  { metrics, language, plain, findMessage }: LabelContext,
  { kind, labels, metric: name }: Scale,
  value: RatingValue,
): string => {
  const own = labels?.[value]
  if (own) return plain(own)
  const metric = name === undefined ? undefined : metrics[name]
  if (metric) return formatFigure(value as number, metric, language)
  return findMessage(`${kind}.${value}`) || findMessage(`${kind}.of`, { value }) || String(value)
}
