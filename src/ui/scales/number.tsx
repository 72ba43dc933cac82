/** The user types the figure of a metric. */

import css from './number.css?inline'
import type { ScaleProps } from './points'
import { perTyped } from './typed'

export { css }

const NumberScale = ({ view, scale }: ScaleProps) => {
  const { flow, language, metrics, say, plain } = view
  const metric = metrics[scale.metric as string]
  const unit = { percent: '%', currency: metric?.currency, duration: say('minutes'), number: '' }[
    metric?.unit ?? 'number'
  ]
  return (
    <label class="field">
      <span>{metric ? plain(metric.label) : ''}</span>
      <span class="unit">
        <input
          type="number"
          name="answer"
          step="any"
          inputMode="decimal"
          lang={language}
          required
          aria-describedby="title"
          defaultValue={flow.rating ? String(Number(flow.rating.value) * perTyped(metric)) : undefined}
        />
        {unit && <span>{unit}</span>}
        <button type="submit" class="primary">
          {say('continue')}
        </button>
      </span>
    </label>
  )
}

export default NumberScale
