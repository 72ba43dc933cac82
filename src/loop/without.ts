/** Without a playbook nothing is asked, every call is safe, and what waits in the outbox is still sent. */
import type { Loop } from './loop'

export const withoutPlaybook = (flush: () => Promise<void> | undefined, destroy: () => void): Loop => {
  const nothing = () => undefined
  const message = 'There is no playbook: the console says what is wrong with it.'
  return {
    identify: nothing,
    track: nothing,
    result: nothing,
    cancel: nothing,
    ask: nothing,
    lesson: nothing,
    mount: () => nothing,
    explain: async (action = '*') => [{ action, ask: false, reasons: [{ code: 'no-playbook', message }] }],
    setLanguage: nothing,
    setTheme: nothing,
    consent: nothing,
    flush: async () => flush(),
    reset: nothing,
    destroy,
  }
}
