/**
 * Stands for an instance that comes and goes. Children's effects run before their parent's, and React may undo and redo
 * effects (StrictMode, a hidden Activity). What components hold must outlast that.
 */
import type { Gainloop, Reason } from '../api'

export interface Relay {
  /** Passes calls on. Before there is an instance they wait, in their order. Listeners and mounts are repeated for every instance. */
  gainloop: Gainloop
  /** Passes calls on to this instance from now on, or to none. */
  connect(next: Gainloop | undefined): void
}

type Apply = (live: Gainloop) => () => void

export function createRelay(): Relay {
  let live: Gainloop | undefined
  const waiting: ((live: Gainloop) => void)[] = []
  /** Listeners and mounts, each with its undo in the present instance. */
  const standing = new Map<Apply, (() => void) | undefined>()

  const pass = (call: (live: Gainloop) => void): void => {
    if (live) call(live)
    else waiting.push(call)
  }
  const stand = (apply: Apply): (() => void) => {
    standing.set(apply, live && apply(live))
    return () => {
      standing.get(apply)?.()
      standing.delete(apply)
    }
  }

  return {
    gainloop: {
      identify: (user) => pass((to) => to.identify(user)),
      begin: (action, details) => new Promise((resolve) => pass((to) => resolve(to.begin(action, details)))),
      track: (action, details) => pass((to) => to.track(action, details)),
      result: (momentId, metrics) => pass((to) => to.result(momentId, metrics)),
      cancel: (momentId) => pass((to) => to.cancel(momentId)),
      ask: (target) => pass((to) => to.ask(target)),
      lesson: (lessonId) => pass((to) => to.lesson(lessonId)),
      lessons: () => pass((to) => to.lessons()),
      setLanguage: (tag) => pass((to) => to.setLanguage(tag)),
      setTheme: (theme) => pass((to) => to.setTheme(theme)),
      consent: (granted) => pass((to) => to.consent(granted)),
      reset: () => pass((to) => to.reset()),
      on: (type, listener) => stand((to) => to.on(type, listener)),
      mount: (...place) => stand((to) => to.mount(...place)),
      explain: async (action) =>
        live?.explain(action) ?? [{ action: action ?? '*', ask: false, reasons: [NOT_MOUNTED] }],
      flush: async () => live?.flush(),
      destroy: () => live?.destroy(),
    },
    connect(next) {
      live = next
      // An instance that is gone needs no undo.
      for (const apply of standing.keys()) standing.set(apply, next && apply(next))
      if (next) for (const call of waiting.splice(0)) call(next)
    },
  }
}

const NOT_MOUNTED: Reason = {
  code: 'no-playbook',
  message: 'no <GainloopProvider> is mounted yet: call explain in an effect or an event handler below it',
}
