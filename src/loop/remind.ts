/** The reminder's chunk: shows the plan, in the present language and theme. */
import { openReminder } from '../ui/reminder-host'
import { fault } from './fault'
import type { Remind } from './reminder-view'

/** How long the tick stays after "Got it", in ms. */
const TICK_FOR = 1_500

export const remind: Remind = (context, { plan, moment, place, onLesson, onDone, onClosed }) => {
  const { host, playbook, wording } = context
  let done = false
  let stopTimer = (): void => {}
  const handle = openReminder({
    ...(place && { container: place }),
    onLesson,
    onDone() {
      done = true
      onDone()
      show()
      stopTimer = host.after(TICK_FOR, onClosed)
    },
    onClose: onClosed,
    onFault(cause) {
      onClosed()
      context.report(fault('card', `the reminder could not be shown: ${cause}`, { cause }))
    },
  })
  const show = (): void => {
    const language = context.language()
    const words = wording.of(language)
    if (!words) return void wording.load(language).then(show)
    handle.show({
      plan: plan.text,
      hasLesson: playbook.lessons.some(({ id }) => id === plan.lesson),
      done,
      playbook: playbook.source,
      language,
      words,
      values: { moment, playbook: { name: playbook.name } },
      flow: { action: moment.action },
      theme: context.theme(),
    })
  }
  const stopListening = context.onAppearance(show)
  show()
  return {
    stepAside: handle.stepAside,
    remove() {
      stopTimer()
      stopListening()
      handle.close()
    },
  }
}
