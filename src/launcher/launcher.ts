/**
 * Entry of `gainloop.launcher.js`, fetched with `data-launcher` only: a quiet way back to the lessons, there while one was shown
 * and no card is open. It waits for nothing by time: it hears what is written, decided and opened.
 */
import { openChannel } from '../host/channel'
import { shelfOf } from '../lesson/shelf'
import { plainText } from '../playbook/text'
import { english } from '../ui/languages'
import { followCard } from './follow'
import type { Launched } from './launched'
import { createLauncherButton } from './LauncherButton'

/** Shows the button. Returns what removes it and stops listening. */
export function launcher({ context, attention, openLessons, name }: Launched): () => void {
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
    openLessons()
  })

  const paint = (): void => {
    const language = context.language()
    const words = context.wording.of(language) ?? english
    const say = (text: Parameters<typeof plainText>[0]): string =>
      plainText(text, { language, fallback: playbook.languages[0] as string, values: {} })
    place.show({
      owner: say(playbook.name),
      label: say(playbook.texts.lessons ?? words.messages.lessons),
      labelLanguage: playbook.texts.lessons || words.language === language ? undefined : words.language,
      language,
      theme: playbook.source.theme,
      shade: context.theme(),
    })
    if (returning && document.activeElement === document.body) place.focus()
    returning = false
  }
  const refresh = async (): Promise<void> => {
    await context.wording.load(context.language())
    const book = await keeper.read()
    if (gone || open || attention.busy() === 'open') return
    if (context.facts(book).consent && shelfOf(playbook, book)[0]) paint()
    else place.remove()
  }
  const look = (): void => void refresh().catch(context.report)

  const channel = openChannel(name, look)
  const stops = [
    attention.onDecision(() => {
      open = false
      look()
    }),
    attention.onOpen(() => {
      open = true
      returning = leaving
      leaving = false
      place.remove()
      if (returning) stopFollowing = followCard()
    }),
    context.onAppearance(look),
    host.vault.onWrite(look),
    () => channel.close(),
  ]
  look()

  return () => {
    gone = true
    stopFollowing()
    for (const stop of stops) stop()
    place.remove()
  }
}
