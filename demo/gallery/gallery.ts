/**
 * The page `/gallery`: every state of the card side by side, drawn by the card itself.
 * `?state=question-nps` shows one alone, in the corner, as users meet it. `?theme=dark` and `?language=ar` as in the page's own
 * controls. `npm run pictures` takes its pictures here.
 */
import { advance, type FlowEvent } from '../../src/ask/flow'
import type { ThemeMode } from '../../src/api'
import { chunks } from '../../src/chunks'
import { type CardHandle, openCard } from '../../src/ui/mount'
import { english, interfaceLanguage, type Words, wordsOf } from '../../src/ui/languages'
import { translations } from '../../src/ui/languages/translations'
import { LANGUAGES } from './playbook'
import { contextFor, type Look, modelOf, type State, states } from './states'

const chosen = new URLSearchParams(location.search)
const theme = (chosen.get('theme') ?? 'light') as ThemeMode
const language = chosen.get('language') ?? 'en'
/** `?accent=ffe14d`: the card in another accent. */
const accent = chosen.get('accent')

/** The card's own words, as the page of a vendor would fetch them. */
async function wordsIn(tag: string): Promise<Words> {
  const translated = interfaceLanguage(tag)
  if (translated === 'en') return english
  return wordsOf(tag, (await translations[translated]()).translation, undefined)
}
const look: Look = { language, words: await wordsIn(language), accent: accent ? `#${accent}` : undefined }

// Every state is whole as soon as it is there.
await Promise.all(Object.values(chunks.cardParts.lessons).map((load) => load()))

/** Shows a state, and goes on from it as the user does. */
function show(state: State, container?: Element): CardHandle {
  let { flow } = state
  const send = (event: FlowEvent): void => {
    flow = advance(flow, event, contextFor(language)).state
    if (flow.step === 'closed') void card.close(true)
    else card.show(modelOf({ ...state, flow }, look))
  }
  const card = openCard({
    theme,
    send,
    newId: () => crypto.randomUUID(),
    parts: chunks.cardParts,
    onFault: (cause) => console.error(cause),
    ...(container && { container }),
  })
  card.show(modelOf(state, look))
  return card
}

function cell(state: State): HTMLElement {
  const figure = document.createElement('figure')
  const caption = document.createElement('figcaption')
  const link = document.createElement('a')
  link.href = `?${new URLSearchParams({ ...Object.fromEntries(chosen), state: state.id })}`
  link.textContent = state.title
  caption.append(link)
  const place = document.createElement('div')
  figure.append(caption, place)
  figure.id = state.id
  show(state, place)
  return figure
}

function chooser(name: string, label: string, options: readonly string[], value: string): HTMLElement {
  const wrapper = document.createElement('label')
  const select = document.createElement('select')
  for (const option of options) select.add(new Option(option, option, false, option === value))
  select.addEventListener('change', () => {
    chosen.set(name, select.value)
    location.search = `${chosen}`
  })
  wrapper.append(label, select)
  return wrapper
}

document.documentElement.dataset.theme = theme
const only = states.find(({ id }) => id === chosen.get('state'))
if (only) {
  document.documentElement.classList.add('alone')
  let card = show(only)
  Object.assign(globalThis, {
    /** Shows another state in place of this one. */
    galleryShow(id: string) {
      void card.close()
      const next = states.find((state) => state.id === id)
      if (next) card = show(next)
    },
  })
} else {
  document
    .querySelector('#choices')
    ?.append(
      chooser('theme', 'Theme ', ['light', 'dark'], theme),
      chooser('language', 'Language ', LANGUAGES, language),
    )
  document.querySelector('#states')?.append(...states.map(cell))
}
/** For whoever takes the pictures: the ids of all states. */
Object.assign(globalThis, { galleryStates: states.map(({ id }) => id) })
