/** What a point of a scale is called: the playbook's label, else ours, else its number. */
import type { RatingValue } from '../../moment/book'
import type { Scale } from '../../rating/scale'
import { figure } from '../figure'
import type { View } from '../view'

export const labelOf = (view: View, { kind, labels, metric }: Scale, value: RatingValue): string => {
  const own = labels?.[String(value)]
  if (own) return view.plain(own)
  const measured = view.metrics[metric as string]
  if (measured) return figure(value as number, measured, view.language)
  return view.say(`${kind}.${value}`) || String(value)
}
