/** How long it takes to read a playbook of 200 actions and 1,000 lessons. */
import { readPlaybook } from '../../src/playbook/glance'
import { parsePlaybook } from '../../src/playbook/parse'
import { type Figure, fastest } from './support/figure'
import { largePlaybook } from './support/large'

export function figures(): Figure[] {
  const json = JSON.stringify(largePlaybook(1000))
  const browser = () => readPlaybook(JSON.parse(json))
  const checked = () => parsePlaybook(json)
  if (!browser().ok || !checked().ok) throw new Error('read: the playbook has problems')
  return [
    { what: 'read: in the browser, one look', value: fastest(browser, 1), unit: 'ms', limit: 15 },
    { what: 'read: parsePlaybook, every problem', value: fastest(checked, 1), unit: 'ms', limit: 15 },
  ]
}
