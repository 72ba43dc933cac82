/** Where the figures decide: what was measured, and how it compares with the user's start. Nothing to choose. */
import { figure } from '../figure'
import { about } from './about'
import { gained } from './gain'
import { waysOut } from './question'
import type { Step } from './step'

export const figures: Step = (view) => {
  const { flow, metrics, language, say, plain, rich } = view
  return {
    above: about(view),
    title: say('figures'),
    why: rich('{{moment.at|date}}'),
    body: [
      <dl class="figures">
        {Object.entries(metrics).map(([name, metric]) => {
          const value = flow.moment.metrics?.[name]
          return (
            value !== undefined && (
              <div>
                <dt class="muted">{plain(metric.label)}</dt>
                <dd>{figure(value, metric, language)}</dd>
              </div>
            )
          )
        })}
      </dl>,
      gained(view),
      view.act('continue', 'primary'),
    ],
    ways: waysOut(view),
  }
}
