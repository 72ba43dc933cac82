/** The scale without points: the user types the figure of a metric, in the unit people use. */
import type { Metric } from '../../playbook/schema'
import type { Scale } from '../../rating/scale'
import type { View } from '../view'

/** How many of the metric's own units one typed unit divides into: percent is typed as 3.4 for 0.034, durations in minutes. */
export const perTyped = (metric: Metric | undefined): number =>
  metric?.unit === 'percent' ? 100 : metric?.unit === 'duration' ? 1 / 60 : 1

/** The figure in the metric's own unit; undefined when nothing usable was typed. */
export const typedFigure = (typed: string | null, metric: Metric | undefined): number | undefined => {
  const value = Number.parseFloat(typed ?? '') / perTyped(metric)
  return Number.isFinite(value) ? value : undefined
}

export const typing = ({ flow: { rating }, language, metrics, say, plain }: View, scale: Scale) => {
  const metric = metrics[scale.metric as string]
  const units = { percent: '%', currency: metric?.currency, duration: say('minutes'), number: '' }
  return (
    <label class="field">
      <span>{metric && plain(metric.label)}</span>
      <span class="unit">
        <input
          type="number"
          name="answer"
          step="any"
          lang={language}
          required
          aria-describedby="title"
          value={(rating && String(+((rating.value as number) * perTyped(metric)).toPrecision(12))) as string}
        />
        {metric && units[metric.unit]}
      </span>
    </label>
  )
}
