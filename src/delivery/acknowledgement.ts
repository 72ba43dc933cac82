/** Tells an acknowledgement from a 2xx that somebody else gave: an app's page, a login, a proxy, a redirect's target. */

export interface Success {
  status: number
  contentType: string
  /** The body, as far as it could be read. */
  text: string
  /** Whether that is all of it. */
  complete: boolean
  /** The address that answered, where it is another than the one that was asked. Empty where that is not known. */
  redirectedTo?: string | undefined
}

/**
 * Why a 2xx is no acknowledgement: it is a page, such as a login, the app's own page for every address, or the offline page
 * of a service worker; or it came by a redirect that may have turned the POST into a GET without a body.
 */
export function mistakenFor({ status, contentType, text, complete, redirectedTo }: Success): string | undefined {
  const json = jsonOf(text)
  const labelled = /\bx?html\b/i.test(contentType)
  // PHP labels every answer as HTML, an empty one and JSON too.
  const empty = complete && text.trim() === ''
  if (json === undefined && !empty && (labelled || /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text)))
    return 'with a page (HTML), which is no acknowledgement:'
  const stored = status === 202 || (json !== null && typeof json === 'object' && 'accepted' in json)
  if (redirectedTo === undefined || stored) return undefined
  return `after a redirect${redirectedTo && ` to ${redirectedTo}`}, which may have dropped what was posted:`
}

/** Undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
