/** How far the user has come from their own start. Worse than then: the plain figure, and the lesson is the next step. */
import { day, figure } from '../figure'
import { Icon } from '../icon'
import type { View } from '../view'

export const GainLine = ({ gain, metrics, language, tell, plain }: View) => {
  if (!gain || gain.from === gain.to) return null
  const { from, to, better } = gain
  const metric = gain.metric === undefined ? undefined : metrics[gain.metric]
  if (!metric && !better) return null
  const since = day(gain.since, language)
  const words = metric
    ? tell(better ? 'gain-up' : 'gain-down', {
        label: plain(metric.label),
        from: figure(from, metric, language),
        to: figure(to, metric, language),
        since,
      })
    : tell('gain-up-rating', { since })
  return (
    <p class="gain" data-better={String(better)}>
      <Icon name={to < from ? 'down' : 'up'} flips />
      <span>{words}</span>
    </p>
  )
}
