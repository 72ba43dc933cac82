/** What a point of a scale is called: the playbook's label, else ours, else its number. */
import type { RatingValue } from '../../moment/book'
import type { Scale } from '../../rating/scale'
import { parts } from '../parts'
import type { View } from '../view'

export const labelOf = (
  { metrics, language, plain, say }: View,
  { kind, labels, metric }: Scale,
  value: RatingValue,
): string => {
  const own = labels?.[value]
  if (own) return plain(own)
  const measured = metrics[metric as string]
  if (measured) return parts.rare?.figure(value as number, measured, language) ?? `${value}`
  return say(`${kind}.${value}`) || say(`${kind}.of`, { value }) || `${value}`
}
