/** How far the user has come from their own start. Where it got worse: the plain figure, and the lesson is the next step. */
import type { Metric } from '../../playbook/schema'
import type { Gain } from '../../rating/gain'
import { useCard } from '../context'
import { formatFigure } from '../figure'
import { Icon } from '../Icon'
import { Message } from '../RichText'

const UP = 'M3.5 14.5l4.5-5 3 3 5.5-6.5m-4 0h4v4'
const DOWN = 'M3.5 6l4.5 5 3-3 5.5 6.5m-4 0h4v-4'

const MetricGain = ({ gain: { from, to, since, better }, metric }: { gain: Gain; metric: Metric }) => {
  const { language, plain } = useCard()
  const values = {
    label: plain(metric.label),
    from: formatFigure(from, metric, language),
    to: formatFigure(to, metric, language),
    since,
  }
  return <Message id={better ? 'gain-up' : 'gain-down'} values={values} />
}

export const GainLine = () => {
  const { gain, metrics } = useCard()
  if (!gain || gain.from === gain.to) return null
  const metric = gain.metric === undefined ? undefined : metrics[gain.metric]
  // Ratings that got worse are not held up to the user.
  if (!metric && !gain.better) return null
  return (
    <p class="gain" data-better={gain.better}>
      <Icon path={gain.to < gain.from ? DOWN : UP} />
      <span>
        {metric ? (
          <MetricGain gain={gain} metric={metric} />
        ) : (
          <Message id="gain-up-rating" values={{ since: gain.since }} />
        )}
      </span>
    </p>
  )
}
