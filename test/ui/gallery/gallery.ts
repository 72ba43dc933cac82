/**
 * The card at any step: `npx vite test/ui/gallery --config vite.config.ts --port 5199 --host 127.0.0.1`, then
 * `?product=email-marketing&step=lesson&kind=checklist&theme=dark&language=ar`. Every field of a Situation is a parameter, and
 * `inline`, `theme`, `accent`, `radius`, `font`, `density`, `position`.
 */
import { chunks } from '../../../src/chunks'
import { openCard } from '../../../src/ui/mount'
import { after, modelOf, type Situation } from './situation'

const playbooks = import.meta.glob('../../fixtures/playbooks/*.json', { import: 'default' })
const query = Object.fromEntries(new URLSearchParams(location.search))
const {
  product = 'email-marketing',
  theme = 'light',
  inline,
  font,
  radius,
  accent,
  density,
  position,
  done,
  committed,
} = query
const playbook = (await playbooks[`../../fixtures/playbooks/${product}.json`]?.()) as Situation['playbook']
document.documentElement.dataset.shade = theme

let model = modelOf({
  ...query,
  ...(done && { done: Number(done) }),
  committed: Boolean(committed),
  playbook: {
    ...playbook,
    theme: {
      ...(accent && { light: { accent: `#${accent}` }, dark: { accent: `#${accent}` } }),
      ...(font && { font }),
      ...(radius && { radius: Number(radius) }),
      ...(density && { density: density as 'cozy' }),
      ...(position && { position: position as 'top-end' }),
    },
  },
})
const card = openCard({
  onFault(cause) {
    throw cause
  },
  parts: chunks.cardParts,
  theme: theme as 'light',
  ...(inline !== undefined && { container: document.querySelector('#inline') as Element }),
  newId: () => crypto.randomUUID(),
  send(event) {
    console.log(JSON.stringify(event))
    model = after(model, event)
    if (model.flow.step === 'closed') card.close()
    else card.show(model)
  },
})
card.show(model)
