/** The scale without points: the user types the figure of a metric, in the unit people use. */
import { useState } from 'preact/hooks'
import type { Metric } from '../../playbook/schema'
import { useCard } from '../context'
import { formatFigure } from '../../playbook/figure'
import { useKeptFocus } from '../focus'
import { typedNumber } from './typed-number'

/** How many typed units make one of the metric's own: percent is typed as 3.4 for 0.034, durations in minutes. */
export const typedUnits = (metric: Metric | undefined): number => {
  if (metric?.unit === 'percent') return 100
  return metric?.unit === 'duration' ? 1 / 60 : 1
}

/** The figure in the metric's own unit; undefined when nothing usable was typed. */
export const parseFigure = (typed: string, metric: Metric | undefined, language = 'en'): number | undefined => {
  const value = (typedNumber(typed, language) ?? Number.NaN) / typedUnits(metric)
  return Number.isFinite(value) ? value : undefined
}

/** As it would be typed: without the digits that converting it adds. */
const shownNumber = (value: number, language: string): string =>
  Number(value.toPrecision(12)).toLocaleString(language, { useGrouping: false, maximumFractionDigits: 12 })

const AS_IT_IS: Metric = { label: '', unit: 'number', better: 'higher' }

/** Digits after the point that are said back. A figure that looks rounded would not be the one that was typed. */
const DIGITS = 8

/**
 * A text field: a field of type `number` is read by the browser's language and not by the page's, takes "3,4" for 34, and is
 * changed by the wheel. What was understood is said back before it is committed.
 */
export const NumberField = ({ metric }: { metric: Metric | undefined }) => {
  const { flow, typedIn, message, plainMessage, plain, root } = useCard()
  useKeptFocus(root)
  const given = flow.rating && shownNumber((flow.rating.value as number) * typedUnits(metric), typedIn)
  const [typed, setTyped] = useState(given ?? '')
  const figure = parseFigure(typed, metric, typedIn)
  const problem = (text: string): string =>
    text.trim() && parseFigure(text, metric, typedIn) === undefined
      ? plainMessage('figure.unusable', { value: shownNumber(3.4, typedIn) })
      : ''
  const unitLabels = { percent: '%', currency: metric?.currency, duration: message('minutes'), number: undefined }
  return (
    <label class="field">
      <span>{metric && plain(metric.label)}</span>
      <span class="unit">
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          name="answer"
          required
          aria-describedby="title"
          defaultValue={given}
          onInput={({ currentTarget }) => {
            currentTarget.setCustomValidity(problem(currentTarget.value))
            setTyped(currentTarget.value)
          }}
        />
        {metric && unitLabels[metric.unit]}
      </span>
      <output class="muted">
        {figure === undefined ? problem(typed) : `= ${formatFigure(figure, metric ?? AS_IT_IS, typedIn, DIGITS)}`}
      </output>
    </label>
  )
}
