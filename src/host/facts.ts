/** What a condition may ask about the device and the page. */

/** By the main pointer and the screen's shorter side: a laptop with a touch screen is a desktop. */
export function deviceKind(): 'desktop' | 'tablet' | 'phone' {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}

/** `host` carries the port, where there is one; the query and the fragment stay out, they hold secrets too often. */
export const pageFacts = (): { path: string; host: string } => ({ path: location.pathname, host: location.host })
