/**
 * `dist/embed/gainloop.js`: an ES module. It runs once, however many tags name it, and `document.currentScript` is null in
 * modules: so the tags are found by their URL, those that come later as well.
 */
import { start } from './embed'
import { parts } from './parts'

const urls = new Set([import.meta.url])
const started = new WeakSet<Element>()
/** How many of what this module has started are still there. */
let live = 0

const isOurs = (script: unknown): script is HTMLScriptElement =>
  script instanceof HTMLScriptElement && urls.has(script.src)

const startTag = (tag: HTMLScriptElement | undefined): void => {
  if (tag && started.has(tag)) return
  if (tag) started.add(tag)
  if (start(tag, parts, ended)) live++
}

/** The first tag runs the module. Of every other one the browser only says that it has loaded. */
const onLoad = ({ target }: Event): void => {
  if (isOurs(target)) startTag(target)
}
const stopListening = (): void => document.removeEventListener('load', onLoad, true)
const ended = (): void => {
  live--
  if (live === 0) stopListening()
}

document.addEventListener('load', onLoad, true)
const scripts = Array.from(document.scripts)
const ours = scripts.filter(isOurs)
if (!ours[0]) {
  // A tag whose URL was redirected has another one than the module. It is known by its playbook.
  ours.push(...scripts.filter(({ type, dataset }) => type === 'module' && dataset.playbook))
  for (const { src } of ours) urls.add(src)
}
for (const tag of ours[0] ? ours : [undefined]) startTag(tag)
if (live === 0) stopListening()
