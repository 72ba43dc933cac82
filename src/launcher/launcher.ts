/**
 * Entry of `gainloop.launcher.js`, fetched with `data-launcher` only: a quiet way back to the lessons, there while one was shown
 * and no card is open. It waits for nothing by time: it hears what is written, decided and opened.
 */
import { openChannel } from '../host/channel'
import { watchVault } from '../host/watch'
import { shelfOf } from '../lesson/shelf'
import type { Attention } from '../loop/attention'
import type { Context } from '../loop/context'
import { languagesOf } from '../playbook/language'
import { plainText } from '../playbook/text'
import { messagesFor } from '../ui/languages'
import { followCard } from './follow'
import { createLauncherButton } from './LauncherButton'

/**
 * Returns what takes the button away and stops listening. What it takes has no names: they would cost bytes in every page.
 * @param lessons opens the list
 * @param name as `storageName` gives it
 */
export function launcher(context: Context, attention: Attention, lessons: () => void, name: string): () => void {
  const { host, keeper, playbook } = context
  /** From a card's opening until the next decision, which is after it has closed. */
  let open = false
  /** The button was pressed while it had the focus: the user goes on in the card that opens, … */
  let leaving = false
  /** … and comes back to the button when it is closed. */
  let returning = false
  let gone = false
  let stopFollowing = (): void => {}

  const place = createLauncherButton(() => {
    leaving = place.focused()
    lessons()
  })

  const paint = (): void => {
    const language = context.language()
    const say = (text: Parameters<typeof plainText>[0]): string =>
      plainText(text, { language, fallback: languagesOf(playbook)[0] as string, values: {} })
    place.show({
      owner: say(playbook.name ?? playbook.id),
      label: say(playbook.texts?.lessons ?? messagesFor(language).lessons),
      language,
      theme: playbook.theme,
      shade: context.theme(),
    })
    if (returning && document.activeElement === document.body) place.focus()
    returning = false
  }
  const refresh = async (): Promise<void> => {
    const book = await keeper.read()
    if (gone || open || attention.busy() === 'open') return
    if (context.facts(book).consent && shelfOf(playbook, book)[0]) paint()
    else place.remove()
  }
  const look = (): void => void refresh().catch(context.report)

  const { decided, opened } = context
  const repaint = attention.refresh
  context.decided = (book, now) => {
    decided?.(book, now)
    open = false
    look()
  }
  context.opened = (send) => {
    opened?.(send)
    open = true
    returning = leaving
    leaving = false
    place.remove()
    if (returning) stopFollowing = followCard()
  }
  // A new language or theme.
  attention.refresh = () => {
    repaint()
    look()
  }
  const channel = openChannel(name, look)
  const unwatch = watchVault(host.vault, look)
  look()

  return () => {
    gone = true
    stopFollowing()
    unwatch()
    channel.close()
    place.remove()
  }
}
