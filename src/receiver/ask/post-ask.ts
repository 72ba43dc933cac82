/** `POST /ask.json`: what was answered on the page of a link. The link's own token says whose answer it is, and about what. */
import { sourceOf } from '../../delivery/compose'
import { type Appended, appendStorable } from '../append-storable'
import { bearerTokenIn } from '../authorize'
import { type PostContext, postEvents, type PostResult } from '../post-events'
import { problemResponse } from '../problem-response'
import type { StoredEvent } from '../store'
import { appendFirst } from './first-rating'
import { readLink } from './link-token'
import type { AskSettings } from './options'
import { outOfScope } from './scope'

/** A page that was opened in time may be answered an hour later, in seconds. */
const GRACE = 3_600

const unauthorized = (detail: string): PostResult => ({
  response: problemResponse(401, 'invalid-token', detail, { 'www-authenticate': 'Bearer error="invalid_token"' }),
})

export async function postAsk(
  request: Request,
  settings: AskSettings,
  context: PostContext,
  address: string | undefined,
): Promise<PostResult> {
  const token = bearerTokenIn(request.headers)
  if (!token) return unauthorized('The page of a link posts with the link’s own token')
  const read = await readLink(token, settings.secret, context.now(), GRACE)
  if (!read.ok) return unauthorized(read.reason === 'expired' ? 'The link has expired' : 'The link is not valid')
  const { link } = read
  const playbook = link.playbook === undefined ? settings.playbook : settings.playbooks.get(link.playbook)
  if (!playbook?.actions[link.action]) return unauthorized('The link is for another playbook')

  let used = false
  const append = async (events: readonly StoredEvent[]) => {
    const problems = new Map(events.map((each) => [each, outOfScope(each, link, sourceOf(playbook.id))]))
    const own = events.filter((each) => !problems.get(each))
    const stored = await appendFirst(own, link, context.store, (some) => appendSome(some, context))
    used ||= stored.used
    const outside = events.flatMap((each) => {
      const problem = problems.get(each)
      return problem ? { id: each.event.id, problems: [problem] } : []
    })
    return { ...stored, outside }
  }
  const result = await postEvents(
    request,
    {
      ...context,
      append,
      verify: async () => ({ ok: true, subject: link.subject, server: false, account: link.account }),
    },
    address,
  )
  return used ? { ...result, response: await withUsed(result.response) } : result
}

const appendSome = (events: readonly StoredEvent[], { store, webhooks }: PostContext): Promise<Appended> =>
  appendStorable(store, events, webhooks?.addressees)

/** The page shows the answer that was first. */
async function withUsed(response: Response): Promise<Response> {
  const { status } = response
  return status === 202 ? Response.json({ ...(await response.json()), used: true }, { status }) : response
}
