/** What the vendor has to report for periods: nobody tracks them, so no `track` brings their figures by itself. */
import type { Playbook } from '../playbook/schema'

/** One line for each action with `every` or `digest` whose figures have to be reported, with the call and the event that do it. */
export const figuresToSend = ({ actions }: Playbook): string[] =>
  Object.entries(actions).flatMap(([name, { metrics = {}, ask }]) => {
    const { when = {} } = ask
    const reported = Object.keys(metrics).filter((metric) => !metrics[metric]?.from)
    if (!('every' in when || 'digest' in when) || !reported.length) return []
    const figures = reported.map((metric) => `${metric}: …`).join(', ')
    return [
      `"${name}" goes by ${reported.map((metric) => `"${metric}"`).join(' and ')} of each period: pass them to track as metrics, ` +
        `or call gainloop('result', '${name}', { ${figures} }), ` +
        `or post gainloop.result.measured from your server, with { action: '${name}', moment, metrics, period: { from, to } }`,
    ]
  })
