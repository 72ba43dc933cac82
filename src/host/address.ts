/** Addresses that a browser reads otherwise than they were meant. */
import { resolveUrl } from './document'

/** `api.example.com/x`, `localhost:8787/x`, `10.0.0.1`: another host, whose scheme is missing. */
const HOST = /^(localhost|[\w-]+(\.[\w-]+)*\.[a-z]{2,}|\d+(\.\d+){3})(:\d+)?(\/|$)/i
/** `collect.php` and the like are files of this site. */
const FILE = /\.(php|aspx?|ashx|jsp|cgi|json|html?|js|py|pl|rb|do)$/i

/** Says how the address is read, where it looks like another host without its scheme. */
export function misreadAddress(address: string): string | undefined {
  const [, host = ''] = HOST.exec(address.trim()) ?? []
  if (!host || FILE.test(host)) return undefined
  return `without a scheme it is read as ${resolveUrl(address).href}: expected https://${address.trim()}`
}
