import { html, type Markup, Markup as Raw } from '../html'

/** Line drawings on a 20 by 20 grid. */
const PATHS: Record<string, string> = {
  mark: 'M3 5h14v10H3z M3 5l7 6 7-6',
  home: 'M3 9l7-6 7 6v8H3z M8 17v-5h4v5',
  editor: 'M3 10l14-6-5 13-3-5z M9 12l4-4',
  form: 'M4 4h12v12H4z M7 8h6 M7 12h4',
  switch: 'M6 6h8a4 4 0 0 1 0 8H6a4 4 0 0 1 0-8z M14 10h.01',
  repeat: 'M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M4 17c0-4 12-4 12 0',
  lesson: 'M10 5c-2-1.500-5-1.500-7-1v12c2-.5 5-.5 7 1 2-1.500 5-1.500 7-1V4c-2-.5-5-.5-7 1z M10 5v12',
  back: 'M12 4l-6 6 6 6',
}

export const icon = (name: string): Markup =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${(
    PATHS[name] ?? ''
  )
    .split(' M')
    .map((path, index) => new Raw(`<path d="${index ? 'M' : ''}${path}"/>`))}</svg>`
