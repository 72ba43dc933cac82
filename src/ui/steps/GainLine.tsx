/** How far the user has come from their own start. Where it got worse: the plain figure, and the lesson is the next step. */
import type { Metric } from '../../playbook/schema'
import type { Gain } from '../../rating/gain'
import { useCard } from '../context'
import { formatFigure } from '../../playbook/figure'
import { Message } from '../RichText'

/** Where the line begins and ends, 56 by 32; the steeper, the more has changed. */
const ends = ({ from, to }: Gain): [number, number] => {
  const change = Math.abs(to - from) / (Math.max(Math.abs(from), Math.abs(to)) || 1)
  const rise = (3 + 7 * Math.min(1, change)) * (to > from ? 1 : -1)
  return [16 + rise, 16 - rise]
}

/** A line from the user's start to now. The sentence beside it says the same in words. */
const GainChart = ({ gain }: { gain: Gain }) => {
  const [start, now] = ends(gain)
  const line = `M6 ${start}C26 ${start} 30 ${now} 50 ${now}`
  return (
    <svg viewBox="0 0 56 32" aria-hidden="true">
      <path class="area" d={`${line}V31H6z`} />
      <path class="line" pathLength="1" d={line} />
      <circle class="start" cx="6" cy={start} r="3" />
      <circle class="now" cx="50" cy={now} r="4" />
    </svg>
  )
}

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
    <p class="gain" data-better={gain.better} part="gain">
      <GainChart gain={gain} />
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
