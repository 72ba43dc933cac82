/** Tokens are verified, and state is served only to its user. */
import { isPlain } from '../../playbook/plain'
import { type ConformanceCheck, type CheckResult, failed, ok, skipped } from './conformance-check'

const LISTS = ['moments', 'ratings', 'lessons', 'commitments', 'asks']

export const forged: ConformanceCheck = {
  code: 'forged-token',
  says: 'A token with another signature is answered 401, so that the browser fetches a new one',
  fix: 'verify the signature of every token, and answer 401: after 403 the browser asks for no new token, and tries again within the hour',
  async run(probe) {
    if (!probe.token)
      return skipped('if your endpoint asks for tokens, pass one that your server has signed: --token "$(…)"')
    const [header = '', payload = ''] = probe.token.split('.')
    // As long as a real signature.
    const forgery = [header, payload, Buffer.alloc(32, 7).toString('base64url')].join('.')
    const answer = await probe.post([probe.event()], { authorization: `Bearer ${forgery}` })
    return answer.status === 401 ? ok(answer.found) : failed('401', answer.found)
  },
}

export const state: ConformanceCheck = {
  code: 'state',
  says: 'GET ?subject=… serves the user’s state, or answers 404 or 405',
  fix: 'answer 404 or 405, or { now, moments, ratings, lessons, commitments, asks }: now in milliseconds, the others lists with each record once',
  async run(probe) {
    const { status, text, found } = await probe.get(probe.subject)
    if (status === 404 || status === 405) return ok(`${found}: not supported`)
    // State is not served to anonymous users.
    if ((status === 401 || status === 403) && probe.subject.startsWith('anon-')) return ok(found)
    return status === 200 ? shapeOf(text) : failed('200, 404 or 405', found)
  },
}

function shapeOf(text: string): CheckResult {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return failed('JSON', 'something else')
  }
  if (!isPlain(body)) return failed('an object', 'something else')
  if (typeof body.now !== 'number') return failed('"now" in milliseconds', JSON.stringify(body.now) ?? 'nothing')
  for (const name of LISTS)
    if (!Array.isArray(body[name])) return failed(`a list "${name}"`, JSON.stringify(body[name]) ?? 'nothing')
  const ids = (body.moments as unknown[]).map((moment) => (isPlain(moment) ? `${moment.action} ${moment.id}` : ''))
  const duplicate = ids.find((id, at) => ids.indexOf(id) !== at)
  return duplicate === undefined ? ok('200') : failed('each moment once', `"${duplicate}" twice`)
}

export const stateOfOthers: ConformanceCheck = {
  code: 'state-of-others',
  says: 'The state of a user is served to nobody else',
  fix: 'serve state only if the token’s sub is the requested subject; otherwise answer 401',
  async run(probe) {
    if (!probe.token) return skipped('pass a token that your server has signed: --token "$(…)"')
    const { status, found } = await probe.get(`${probe.subject}-other`)
    return status >= 400 && status < 500 ? ok(found) : failed('401, 403, 404 or 405', found)
  },
}
