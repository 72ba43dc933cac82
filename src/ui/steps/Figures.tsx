/** Where the figures decide: what was measured, what it was to be, how it compares with the user's start. */
import type { Metric } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { formatFigure } from '../../playbook/figure'
import { aimOf, judgedBand } from '../figure-aim'
import { CHECK, Icon } from '../Icon'
import { Message, RichText } from '../RichText'
import { StepForm } from '../StepForm'
import { About } from './About'
import { GainLine } from './GainLine'

const Figure = ({ value, metric }: { value: number; metric: Metric }) => {
  const { language, message, plain } = useCard()
  const aim = aimOf(metric)
  const band = judgedBand(value, metric)
  return (
    <div>
      <dt>{plain(metric.label)}</dt>
      <dd class="value">{formatFigure(value, metric, language)}</dd>
      {(aim ?? band) && (
        <dd class="aim muted">
          {aim && (
            <span>
              <Message id={aim.id} values={{ value: formatFigure(aim.bound, metric, language) }} />
            </span>
          )}
          {band && (
            <span class="chip" data-band={band}>
              {band === 'reached' && <Icon path={CHECK} />}
              {message(`figure.${band}`)}
            </span>
          )}
        </dd>
      )}
    </div>
  )
}

export const Figures = () => {
  const { flow, metrics, send, message } = useCard()
  const { rating, moment } = flow
  const figures = Object.entries(metrics).flatMap(([name, metric]) => {
    const value = moment.metrics?.[name]
    return value === undefined ? [] : [{ name, metric, value }]
  })
  return (
    <StepForm
      before={<About />}
      title={message('figures')}
      description={
        <>
          <span>
            <RichText text="{{moment.at|date}}" />
          </span>
          {rating && <span>{message(`figures.${rating.band}`)}</span>}
        </>
      }
      footer={
        <>
          <Button look="primary" onClick={() => send({ type: 'continue' })}>
            {message('continue')}
          </Button>
          <Button look="quiet" onClick={() => send({ type: 'disagree' })}>
            {message('disagree')}
          </Button>
        </>
      }
    >
      <dl class="figures">
        {figures.map(({ name, ...figure }) => (
          <Figure key={name} {...figure} />
        ))}
      </dl>
      <GainLine />
    </StepForm>
  )
}
