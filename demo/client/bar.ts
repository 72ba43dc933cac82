/** The demo's own bar: choosing who uses what, and moving the clock. */
import { gainloop, post, whenever } from './page'

whenever<HTMLSelectElement>('change', '[data-choose]', async (select) => {
  const name = select.dataset.choose ?? ''
  await post('/demo/choose', { [name]: select.value })
  if (name === 'language') {
    document.documentElement.dataset.card = select.selectedOptions[0]?.dir ?? 'ltr'
    gainloop('setLanguage', select.value)
  } else if (name === 'theme') {
    document.documentElement.dataset.theme = select.value || 'auto'
    document.querySelector('meta[name="color-scheme"]')?.setAttribute('content', select.value || 'light dark')
    gainloop('setTheme', select.value || 'auto')
  } else location.assign('/')
})

whenever('click', '[data-jump]', async (button) => {
  const { jump } = button.dataset
  await post('/demo/clock', jump === 'now' ? { offset: 0 } : { days: Number(jump) })
  location.reload()
})

whenever('click', '[data-do="start-over"]', async () => {
  await post('/demo/start-over')
  location.assign('/')
})

/** The buttons say what is open; on a wide screen the panel is open to begin with, on a narrow one nothing is. */
function tellExpanded(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-toggle]')) {
    const target = document.getElementById(button.dataset.toggle ?? '')
    button.hidden = !target
    if (target) button.setAttribute('aria-expanded', String(getComputedStyle(target).display !== 'none'))
  }
}

whenever('click', '[data-toggle]', (button) => {
  document.getElementById(button.dataset.toggle ?? '')?.toggleAttribute('data-flipped')
  tellExpanded()
})
addEventListener('resize', tellExpanded)
tellExpanded()
