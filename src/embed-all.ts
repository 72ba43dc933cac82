/** `dist/embed/gainloop.all.js`: one classic file, for SRI pinning and hash-only policies, under which `import()` is refused. */
import { start } from './embed'

start(document.currentScript)
