/** How far the user has come from their own start. Worse than then: the plain figure, and the lesson is the next step. */
import type { Gain } from '../../rating/gain'
import { figure } from '../figure'
import { Icon } from '../icon'
import type { View } from '../view'
import css from './gain.css?inline'

export { css }

const UP = 'M3.5 14.5l4.5-5 3 3 5.5-6.5m-4 0h4v4'
const DOWN = 'M3.5 6l4.5 5 3-3 5.5 6.5m-4 0h4v-4'

const GainLine = ({ gain, metrics, language, tell, plain }: View & { gain: Gain }) => {
  const { from, to, since, better } = gain
  const metric = gain.metric === undefined ? undefined : metrics[gain.metric]
  if (from === to || !(metric || better)) return null
  return (
    <p class="gain" data-better={String(better)}>
      <Icon path={to < from ? DOWN : UP} flips />
      <span>
        {metric
          ? tell(better ? 'gain-up' : 'gain-down', {
              label: plain(metric.label),
              from: figure(from, metric, language),
              to: figure(to, metric, language),
              since,
            })
          : tell('gain-up-rating', { since })}
      </span>
    </p>
  )
}

export default GainLine
