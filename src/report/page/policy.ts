import { STYLE } from './style'

let policy: Promise<string> | undefined

async function write(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
}

/** The `content-security-policy` of every page: no script, no picture, no frame around it, its own style and its own forms. */
export const pagePolicy = (): Promise<string> => (policy ??= write())
