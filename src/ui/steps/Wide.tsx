/** A long lesson in the middle of the window, as a sheet that leaves the page as it is; and how far it is read. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { useCard } from '../context'
import { Icon } from '../Icon'
import { Message } from '../RichText'

const WIDEN = 'M12 4h4v4M16 4l-5 5M8 16H4v-4M4 16l5-5'
const NARROW = 'M16 8h-4V4M12 8l5-5M4 12h4v4M8 12l-5 5'

/** Opens the lesson wide and brings it back. Not for a card that stands in a place the page gave it. */
export const WideButton = () => {
  const { root, plainMessage, foreignLanguage } = useCard()
  const host = root.host as HTMLElement
  const [wide, setWide] = useState(false)
  useLayoutEffect(() => {
    host.toggleAttribute('data-wide', wide)
    return () => host.removeAttribute('data-wide')
  }, [host, wide])
  if (!host.dataset.position) return null
  const id = wide ? 'narrow' : 'wide'
  const name = plainMessage(id)
  return (
    <button
      type="button"
      class="icon"
      aria-label={name}
      title={name}
      lang={foreignLanguage(id)}
      onClick={() => setWide(!wide)}
    >
      <Icon path={wide ? NARROW : WIDEN} />
    </button>
  )
}

/** In steps, so that a reader's eye is not drawn to every line. */
const STEP = 0.05
/** What scrolls less than this is read at a glance, in px. */
const SHORT = 160

/** The share that is scrolled through, of whatever of the card scrolls. Undefined where it hardly does. */
const useReadShare = (): number | undefined => {
  const { root } = useCard()
  const [share, setShare] = useState<number>()
  useEffect(() => {
    const update = (): void => {
      const scroller = [...root.querySelectorAll('form:not(.ghost *), .body:not(.ghost *)')].find(
        ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight > SHORT,
      )
      if (!scroller) return setShare(undefined)
      const read = scroller.scrollTop / (scroller.scrollHeight - scroller.clientHeight)
      setShare(Math.min(1, Math.round(read / STEP) * STEP))
    }
    update()
    // `scroll` does not bubble.
    root.addEventListener('scroll', update, true)
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(update) : undefined
    const content = root.querySelector('.content')
    if (content) observer?.observe(content)
    return () => {
      root.removeEventListener('scroll', update, true)
      observer?.disconnect()
    }
  }, [root])
  return share
}

export const Reading = () => {
  const { language } = useCard()
  const share = useReadShare()
  if (share === undefined) return null
  const percent = share.toLocaleString(language, { style: 'percent' })
  return (
    <>
      <div class="reading" style={{ '--done': `${(share * 100).toFixed()}%` }} />
      <p class="read muted">
        <Message id="read" values={{ value: percent }} />
      </p>
    </>
  )
}
