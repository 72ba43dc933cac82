/** Stands in for `src/gainloop.ts`: writes down which instances were made, what each was told, and which are live. */
import type { Gainloop } from '../../src/api'
import type { GainloopOptions } from '../../src/api'

export interface Recorded {
  options: GainloopOptions
  /** `on` and `mount` are followed by `off` and `unmount`. */
  calls: [method: string, ...args: unknown[]][]
  destroyed: boolean
}

export const made: Recorded[] = []

export const live = (): Recorded[] => made.filter(({ destroyed }) => !destroyed)

export function createGainloop(options: GainloopOptions): Gainloop {
  const instance: Recorded = { options, calls: [], destroyed: false }
  made.push(instance)
  const told =
    (method: string) =>
    (...args: unknown[]): void =>
      void instance.calls.push([method, ...args])
  const undone =
    (method: string, undo: string) =>
    (...args: unknown[]): (() => void) => {
      told(method)(...args)
      return () => told(undo)(args[0])
    }
  return {
    identify: told('identify'),
    async begin(...args) {
      told('begin')(...args)
      return true
    },
    track: told('track'),
    result: told('result'),
    cancel: told('cancel'),
    ask: told('ask'),
    lesson: told('lesson'),
    lessons: told('lessons'),
    setLanguage: told('setLanguage'),
    setTheme: told('setTheme'),
    consent: told('consent'),
    reset: told('reset'),
    on: undone('on', 'off'),
    mount: undone('mount', 'unmount'),
    explain: async (action = '*') => [{ action, ask: true, reasons: [] }],
    async flush() {
      told('flush')()
    },
    destroy() {
      instance.destroyed = true
    },
  }
}
