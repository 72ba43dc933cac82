/** Where the figures decide: what was measured, and how it compares with the user's start. Nothing to choose. */
import { Button } from '../Button'
import { useCard } from '../context'
import { formatFigure } from '../figure'
import { RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { About } from './About'
import { GainLine } from './GainLine'

export const Figures = () => {
  const { flow, metrics, language, send, message, plain } = useCard()
  return (
    <StepForm
      before={<About />}
      title={message('figures')}
      description={<RichText text="{{moment.at|date}}" />}
      footer={
        <Button look="quiet" onClick={() => send({ type: 'disagree' })}>
          {message('disagree')}
        </Button>
      }
    >
      <dl class="figures">
        {Object.entries(metrics).map(([name, metric]) => {
          const value = flow.moment.metrics?.[name]
          return (
            value !== undefined && (
              <div>
                <dt class="muted">{plain(metric.label)}</dt>
                <dd>{formatFigure(value, metric, language)}</dd>
              </div>
            )
          )
        })}
      </dl>
      <GainLine />
      <Button look="primary" onClick={() => send({ type: 'continue' })}>
        {message('continue')}
      </Button>
    </StepForm>
  )
}
