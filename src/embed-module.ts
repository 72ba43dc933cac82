/** `dist/embed/gainloop.js`: an ES module. `document.currentScript` is null in modules, so the tag is found by its URL. */
import { start } from './embed'
import { parts } from './parts'

start(
  Array.from(document.scripts).find((script) => script.src === import.meta.url),
  parts,
)
