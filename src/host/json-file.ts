/** A file of data beside the one-file build, which a policy that pins scripts by their hash lets through. */
import { createRequests } from './request'

/** @throws where it can't be fetched, or is no JSON, such as a page that says that nothing is there */
export async function readJsonFile(url: string): Promise<unknown> {
  const { get } = createRequests((address, init) => fetch(address, init))
  const { ok, status, text } = await get(url)
  if (!ok) throw new Error(`${url} answered ${status}`)
  return JSON.parse(text)
}
