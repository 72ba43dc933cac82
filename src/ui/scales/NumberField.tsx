/** The scale without points: the user types the figure of a metric, in the unit people use. */
import type { Metric } from '../../playbook/schema'
import { useCard } from '../context'

/** How many typed units make one of the metric's own: percent is typed as 3.4 for 0.034, durations in minutes. */
export const typedUnits = (metric: Metric | undefined): number => {
  if (metric?.unit === 'percent') return 100
  return metric?.unit === 'duration' ? 1 / 60 : 1
}

/** The figure in the metric's own unit; undefined when nothing usable was typed. */
export const parseFigure = (typed: string, metric: Metric | undefined): number | undefined => {
  const value = Number.parseFloat(typed) / typedUnits(metric)
  return Number.isFinite(value) ? value : undefined
}

/** The figure as it was typed: without the digits that converting it adds. */
const shownFigure = (value: number, metric: Metric | undefined): string =>
  String(Number((value * typedUnits(metric)).toPrecision(12)))

export const NumberField = ({ metric }: { metric: Metric | undefined }) => {
  const { flow, language, message, plain } = useCard()
  const unitLabels = { percent: '%', currency: metric?.currency, duration: message('minutes'), number: undefined }
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
          defaultValue={flow.rating && shownFigure(flow.rating.value as number, metric)}
        />
        {metric && unitLabels[metric.unit]}
      </span>
    </label>
  )
}
