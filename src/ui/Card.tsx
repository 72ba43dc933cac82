/** The card's frame: the product's name, the close button, the current step, the live region. */
import { useRef, useState } from 'preact/hooks'
import { CardContext, type CardContextValue } from './context'
import { useKeptFocus, useReturnedFocus } from './focus'
import { Icon } from './Icon'
import { StatusRegion } from './StatusRegion'
import { CurrentStep } from './steps/CurrentStep'
import { readReasons } from './steps/read-reasons'
import { Veil } from './Veil'

const CROSS = 'M5.5 5.5l9 9m0-9l-9 9'

export const Card = ({ card }: { card: CardContextValue }) => {
  const { flow, playbook, theme, root, hotkey, send, message, plainMessage, foreignLanguage } = card
  const [spoken, setSpoken] = useState(card.spoken)
  const section = useRef<HTMLElement>(null)
  useKeptFocus(root)
  useReturnedFocus(root, { left: flow.step === 'exit', hotkey })
  const name = card.plain(playbook.name ?? playbook.id)
  const logo = playbook.theme?.logo && card.safeUrl(playbook.theme.logo)
  const step = `${flow.step} ${flow.lesson?.id}`
  const close = (): void => {
    const form = section.current?.querySelector('form')
    send({ type: 'close', ...(flow.step === 'reasons' && form && readReasons(form)) })
  }
  return (
    <CardContext.Provider value={{ ...card, spoken, say: (words) => setSpoken({ words }) }}>
      <section
        ref={section}
        class="card"
        part="card"
        aria-label={hotkey ? plainMessage('region-hotkey', { name, key: hotkey }) : name}
        aria-keyshortcuts={hotkey || undefined}
        data-theme={theme}
        style={{ colorScheme: theme === 'auto' ? 'light dark' : theme }}
        data-density={playbook.theme?.density}
        data-step={flow.step}
        data-band={flow.rating?.band}
        onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && close()}
      >
        <div class="head muted" part="head">
          {logo && <img class="logo" src={logo} alt="" />}
          {name}
          <StatusRegion />
          <button
            type="button"
            class="icon"
            aria-label={plainMessage('close')}
            lang={foreignLanguage('close')}
            onClick={close}
          >
            <Icon path={CROSS} />
          </button>
        </div>
        <CurrentStep key={step} step={flow.step} />
        <Veil key={`veil ${step}`} />
        <span id="new-tab" hidden>
          {message('new-tab')}
        </span>
      </section>
    </CardContext.Provider>
  )
}
