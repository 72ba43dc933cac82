/** What is posted, as the official SDK reads it. */
import { CloudEvent, HTTP } from 'cloudevents'
import { expect } from 'vitest'

/**
 * Throws unless every event of the batch is one to the official SDK in strict mode, and all of it: nothing that it had to make
 * up, nothing that it passed over.
 */
export function expectStrict(contentType: string | null, body: string): void {
  const read = HTTP.toEvent({ headers: { 'content-type': contentType ?? undefined }, body })
  const raw: unknown = JSON.parse(body)
  expect(JSON.parse(JSON.stringify(read)), 'what the CloudEvents SDK reads of a batch').toEqual(raw)
  for (const event of raw as Partial<CloudEvent>[]) expect(new CloudEvent(event, true).validate()).toBe(true)
}
