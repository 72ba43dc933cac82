/** The product's own script, as its vendor would write it: signs the user in to Gainloop and reports completed actions. */
import './bar'
import './stored'
import { tellNext } from './next'
import { gainloop, page, post, whenever } from './page'

interface Done {
  action: string
  moment: { id: string; label: string; properties?: Record<string, unknown> }
  notice: string
  /** Of something that can be done again: how often it was, by now. */
  count?: string
}

if (page.fresh) gainloop('reset')
if (page.user) gainloop('identify', page.user)

const say = (text: string) => {
  const notice = document.querySelector('.notice')
  if (notice) notice.textContent = text
}

/** Beside the field that the next one begins with. */
const planPlace = document.querySelector<HTMLElement>('[data-plan]')
if (planPlace) {
  const action = planPlace.dataset.plan
  gainloop('mount', planPlace, action, { only: 'reminder' })
  gainloop('begin', action)
}

async function complete(target: string, fields: unknown = {}): Promise<void> {
  const { action, moment, notice, count } = await post<Done>(`/app/${target}/complete`, fields)
  gainloop('track', action, moment)
  say(notice)
  tellNext()
  if (count !== undefined) {
    const cell = document.querySelector(`[data-count="${target}"]`)
    if (cell) cell.textContent = count
    return
  }
  const item = document.querySelector<HTMLElement>('[data-item]')
  if (item) item.dataset.state = 'done'
  const fieldset = item?.querySelector('fieldset')
  if (fieldset) fieldset.disabled = true
}

/** Resolves to whether the user said yes in the page's dialog. */
function confirmed(): Promise<boolean> {
  const dialog = document.querySelector('dialog')
  if (!dialog) return Promise.resolve(true)
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

whenever<HTMLFormElement>('submit', 'form[data-complete]', async (form, event) => {
  event.preventDefault()
  if ('confirm' in form.dataset && !(await confirmed())) return
  await complete(form.dataset.complete ?? '', Object.fromEntries(new FormData(form)))
})

whenever('click', 'button[data-complete]', (button) => complete(button.dataset.complete ?? ''))

whenever('click', '[data-switch]', async (button) => {
  const target = button.dataset.switch ?? ''
  const on = button.getAttribute('aria-checked') === 'true'
  button.setAttribute('aria-checked', String(!on))
  if (!on) return complete(target)
  const { id } = await post<{ id: string }>(`/app/${target}/undo`)
  gainloop('cancel', id)
  say('')
  tellNext()
})

whenever('click', '[data-create]', async (button) => {
  const { path } = await post<{ path: string }>(`/app/${button.dataset.create}/create`)
  location.assign(path)
})

whenever('click', '[data-remove]', async (button) => {
  const { id, path } = await post<{ id: string; path: string }>(`/app/${button.dataset.remove}/remove`)
  gainloop('cancel', id)
  location.assign(path)
})

whenever('click', '[data-figures]', async (button) => {
  const target = button.closest<HTMLElement>('[data-item]')?.dataset.item
  const { id, metrics, shown } = await post<{
    id: string
    metrics: Record<string, number>
    shown: Record<string, string>
  }>(`/app/${target}/figures`, { outcome: button.dataset.figures })
  for (const [name, text] of Object.entries(shown)) {
    const cell = document.querySelector(`[data-figure="${name}"]`)
    if (cell) cell.textContent = text
  }
  gainloop('result', id, metrics)
  tellNext()
})

whenever('click', '[data-do="lessons"]', () => gainloop('lessons'))

whenever<HTMLInputElement>('input', 'input, textarea', (field) => {
  const mirror = document.querySelector(`[data-mirror="${field.name}"]`)
  if (mirror) mirror.textContent = field.value
})
