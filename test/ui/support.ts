/** An open card in happy-dom, and the ways to look at it that a user's software has: roles, names, focus. */
import type { FlowEvent } from '../../src/ask/flow'
import type { Playbook } from '../../src/playbook/schema'
import { type CardHandle, type CardModel, openCard } from '../../src/ui/mount'
import { chunks } from '../../src/chunks'
import type { CardParts } from '../../src/ui/parts'
import emailMarketing from '../fixtures/playbooks/email-marketing.json'
import { after, modelOf, type Situation } from './situation'

export const email = emailMarketing as unknown as Playbook

export interface Opened {
  sent: FlowEvent[]
  handle: CardHandle
  host(): HTMLElement
  root(): ShadowRoot
  model(): CardModel
  show(model: CardModel): Promise<void>
  /** The element with that role (explicit or native) whose name is or holds `name`. */
  get(role: string, name?: string): HTMLElement
  find(role: string, name?: string): HTMLElement | undefined
  step(): string | undefined
}

const SELECTORS: Record<string, string> = {
  button: 'button',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  textbox: 'textarea, input[name=text], input[inputmode=decimal]',
  heading: 'h2',
  link: 'a',
  region: 'section',
  radiogroup: '[role=radiogroup]',
  group: 'fieldset',
  status: '[role=status]',
}

const nameOf = (element: Element): string => {
  const root = element.getRootNode() as ShadowRoot
  const by = element.getAttribute('aria-labelledby')
  const named = by ? root.getElementById(by) : (element.closest('label') ?? element)
  return (element.getAttribute('aria-label') ?? named?.textContent ?? '').trim()
}

/** Every lesson kind once, so that a card waits for a module only, not for its compiler. */
await Promise.all(Object.values(chunks.cardParts.lessons).map((load) => load()))

/** Waits until what was being fetched is painted. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 25))

export const open = async (
  situation: Partial<Situation> = {},
  options: { container?: Element; follow?: boolean; lessons?: Partial<CardParts['lessons']> } = {},
): Promise<Opened> => {
  const sent: FlowEvent[] = []
  let model = modelOf({ playbook: email, ...situation })
  let id = 0
  const handle = openCard({
    parts: { ...chunks.cardParts, lessons: { ...chunks.cardParts.lessons, ...options.lessons } },
    theme: 'auto',
    ...(options.container && { container: options.container }),
    newId: () => `id-${++id}`,
    onFault(cause) {
      throw cause
    },
    send(event) {
      sent.push(event)
      if (!options.follow) return
      model = after(model, event)
      if (model.flow.step === 'closed') handle.close()
      else handle.show(model)
    },
  })
  const host = () => document.querySelector('gainloop-card') as HTMLElement
  const root = () => host().shadowRoot as ShadowRoot
  const find = (role: string, name = '') =>
    [...root().querySelectorAll<HTMLElement>(SELECTORS[role] ?? role)].find((element) => nameOf(element).includes(name))
  const show = async (next: CardModel) => {
    model = next
    handle.show(next)
    await settled()
  }
  await show(model)
  return {
    sent,
    handle,
    host,
    root,
    show,
    find,
    model: () => model,
    step: () => root().querySelector<HTMLElement>('section')?.dataset.step,
    get(role, name) {
      const found = find(role, name)
      if (!found) throw new Error(`No ${role} named ${name} in:\n${root().innerHTML}`)
      return found
    },
  }
}
