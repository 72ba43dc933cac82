/** Where the figures decide: what was measured, and how it compares with the user's start. Nothing to choose. */
import { figure } from '../figure'
import type { View } from '../view'
import { About } from './about'
import css from './figures.css?inline'
import { Progress } from './progress'
import { WaysOut } from './ways-out'

export { css }

const Figures = (view: View) => {
  const { flow, metrics, language, say, plain, rich, send } = view
  const measured = Object.entries(metrics).filter(([name]) => flow.moment.metrics?.[name] !== undefined)
  return (
    <div class="step">
      <div class="body">
        <About view={view} question="" />
        <h2 id="title" tabIndex={-1}>
          {say('figures')}
        </h2>
        <p class="muted">{rich('{{moment.at|date}}')}</p>
        <dl class="figures">
          {measured.map(([name, metric]) => (
            <div>
              <dt>{plain(metric.label)}</dt>
              <dd>{figure(flow.moment.metrics?.[name] as number, metric, language)}</dd>
            </div>
          ))}
        </dl>
        <Progress {...view} />
        <button type="button" class="primary wide" onClick={() => send({ type: 'continue' })}>
          {say('continue')}
        </button>
      </div>
      <WaysOut {...view} />
    </div>
  )
}

export default Figures
