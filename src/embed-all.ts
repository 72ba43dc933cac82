/** `dist/embed/gainloop.all.js`: one classic file, for SRI pinning and hash-only policies, under which `import()` is refused. */
import { start } from './embed'
import { bundled } from './bundled'

// Set while a classic script runs, and null afterwards.
const tag = document.currentScript as HTMLScriptElement | null

start(tag, bundled(tag?.src || document.baseURI))
