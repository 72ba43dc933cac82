/** A random UUID, version 4 (RFC 9562). `crypto.randomUUID` is missing in insecure contexts; `getRandomValues` is not. */
export function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0] as number
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16)
  })
}
