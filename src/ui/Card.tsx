/** The card's frame: whose it is, the way out, the step, and what is announced. */
import { committed, ticked } from './form'
import { icon } from './icon'
import { stepOf } from './steps'
import type { View } from './view'

export const Card = (view: View) => {
  const { flow, playbook, say, send } = view
  const { above, title, why, body, ways, commit } = stepOf(flow.step)(view)
  const name = view.plain(playbook.name ?? playbook.id)
  const close = ({ currentTarget }: Event): void => {
    const form = (currentTarget as Element).closest('section')?.querySelector('form') as HTMLFormElement
    send({ type: 'close', ...(flow.step === 'reasons' && ticked(form)) })
  }
  return (
    <section
      class="card"
      aria-label={name}
      data-theme={view.theme}
      style={{ 'color-scheme': view.theme === 'auto' ? 'light dark' : view.theme }}
      data-density={playbook.theme?.density}
      data-step={flow.step}
      data-band={flow.rating?.band}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && close(event)}
    >
      <div class="head muted">
        {name}
        <div role="status" class="sr" />
        <button type="button" class="icon" aria-label={say('close')} onClick={close}>
          {icon('M5.5 5.5l9 9m0-9l-9 9')}
        </button>
      </div>
      <form key={flow.step + flow.lesson?.id} {...committed((form) => commit?.(form))}>
        <div class="body">
          {above}
          <h2 id="title" tabIndex={-1}>
            {title}
          </h2>
          {why && (
            <p class="muted meta" id="why">
              {why}
            </p>
          )}
          {body}
        </div>
        {ways && <div class="foot">{ways}</div>}
      </form>
      <span id="new-tab" hidden>
        {say('new-tab')}
      </span>
    </section>
  )
}
