/** How far the user has come from their own start. Worse than then: the plain figure, and the lesson is the next step. */
import { figure } from '../figure'
import { icon } from '../icon'
import type { View } from '../view'

const UP = 'M3.5 14.5l4.5-5 3 3 5.5-6.5m-4 0h4v4'
const DOWN = 'M3.5 6l4.5 5 3-3 5.5 6.5m-4 0h4v-4'

export const gained = ({ gain, metrics, language, tell, plain }: View) => {
  if (!gain) return
  const { from, to, since, better } = gain
  const metric = metrics[gain.metric as string]
  if (from === to || !(metric || better)) return
  const key = metric ? (better ? 'gain-up' : 'gain-down') : 'gain-up-rating'
  const said = metric && {
    label: plain(metric.label),
    from: figure(from, metric, language),
    to: figure(to, metric, language),
  }
  return (
    <p class="gain" data-better={String(better)}>
      {icon(to < from ? DOWN : UP)}
      <span>{tell(key, { ...said, since })}</span>
    </p>
  )
}
