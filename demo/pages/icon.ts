import { html, type Markup, Markup as Raw } from '../html'

/** Line drawings on a 20 by 20 grid. */
const PATHS = {
  envelope: 'M3 5h14v10H3z M3 5l7 6 7-6',
  beacon: 'M8 17l1-9h2l1 9z M7 8h6 M10 5V3 M5 5L3 4 M15 5l2-1 M4.500 9.500H2.500 M15.500 9.500h2',
  flower:
    'M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z M10 7.500C7 6 7.500 2.500 10 2.500s3 3.500 0 5z M12.500 10c1.500-3 5-2.500 5 0s-3.500 3-5 0z M10 12.500c3 1.500 2.500 5 0 5s-3-3.500 0-5z M7.500 10c-1.500 3-5 2.500-5 0s3.500-3 5 0z',
  moon: 'M16 12.500A7 7 0 0 1 7.500 4a7 7 0 1 0 8.500 8.500z M14 3v3 M12.500 4.500h3',
  home: 'M3 9l7-6 7 6v8H3z M8 17v-5h4v5',
  form: 'M4 4h12v12H4z M7 8h6 M7 12h4',
  plane: 'M3 10l14-6-5 13-3-5z M9 12l4-4',
  people: 'M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M4 17c0-4 12-4 12 0',
  picture: 'M3 4h14v12H3z M3 14l4-4 3 3 3-4 4 5 M7 7.500h.01',
  flag: 'M5 17V3 M5 4h10l-2.500 3.500L15 11H5',
  window: 'M3 4h14v12H3z M3 7.500h14 M11 13h3.500',
  alert: 'M10 3l8 14H2z M10 8v4 M10 14.500h.01',
  switch: 'M6 6h8a4 4 0 0 1 0 8H6a4 4 0 0 1 0-8z M14 10h.01',
  lesson: 'M10 5c-2-1.500-5-1.500-7-1v12c2-.5 5-.5 7 1 2-1.500 5-1.500 7-1V4c-2-.5-5-.5-7 1z M10 5v12',
  back: 'M12 4l-6 6 6 6',
} as const satisfies Record<string, string>

export type IconName = keyof typeof PATHS

export const icon = (name: IconName): Markup =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${PATHS[
    name
  ]
    .split(' M')
    .map((path, index) => new Raw(`<path d="${index ? 'M' : ''}${path}"/>`))}</svg>`
