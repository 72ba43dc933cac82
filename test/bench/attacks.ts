/** What one user, one address, or one sender of full batches can cost the receiver: processor, memory, and the wait of everybody else. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Figure } from './support/figure'

interface Measured {
  [what: string]: { value: number; unit: string }
}

/** What each figure may be at most. */
const LIMITS: Record<string, number> = {
  'state of 54,000 events: processor': 5_000,
  'state of 54,000 events: longest block': 250,
  'state of 80,000 events: memory': 128,
  '800 stalled bodies of 250 KiB: memory each': 250,
  '600 bad events ÷ 600 good ones: processor': 3,
  'a user in debt, after 11 batches of made-up users': 0,
  'one event beside 20 senders of full batches: wait': 3_000,
}

/** Each attack runs in a process of its own, with a small heap: what one leaves behind must not count for the next. */
function attack(name: string): Measured {
  const args = [
    '--max-old-space-size=128',
    '--expose-gc',
    '--import',
    'tsx',
    join(import.meta.dirname, 'support/attack.ts'),
  ]
  const { status, stdout } = spawnSync(process.execPath, [...args, name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return status === 0 ? (JSON.parse(stdout) as Measured) : {}
}

export function figures(): Figure[] {
  const found = Object.assign({}, ...['state', 'memory', 'bodies', 'bad', 'buckets', 'turns'].map(attack)) as Measured
  return Object.entries(LIMITS).map(([what, limit]) => {
    // A process that has run out of memory says nothing.
    const { value, unit } = found[what] ?? { value: Infinity, unit: '(the process ended)' }
    return { what, value, unit, limit }
  })
}
