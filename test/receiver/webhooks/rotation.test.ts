/** A secret is replaced without a moment in which a recipient refuses what is sent. */
import { Webhook as Verifier } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { serveSettings } from '../../../src/cli/serve-settings'
import { signatureHeaders } from '../../../src/receiver/webhooks/sign'
import { webhooksProblem } from '../../../src/receiver/webhooks/webhook'

const [OLD, NEW, OTHER] = ['o', 'n', 'x'].map((letter) => `whsec_${Buffer.alloc(32, letter).toString('base64')}`) as [
  string,
  string,
  string,
]
const url = 'https://crm.example.com/'

describe('a webhook with two secrets', () => {
  test('is verified by whoever knows one of them', async () => {
    const body = '{"id":"a"}'
    const headers = await signatureHeaders([NEW, OLD], 'a@b', Date.now(), body)
    for (const secret of [OLD, NEW]) expect(new Verifier(secret).verify(body, headers)).toEqual({ id: 'a' })
    expect(() => new Verifier(OTHER).verify(body, headers)).toThrow('No matching signature')
  })

  test('is taken from the environment, separated by a comma', () => {
    const { webhooks } = serveSettings({ webhook: [url] }, { GAINLOOP_WEBHOOK_SECRET: `${NEW}, ${OLD}` })
    expect(webhooks).toEqual([{ url, secret: [NEW, OLD] }])
  })

  test.each<[unknown, string]>([
    [[], 'expected one, or a list of up to 4'],
    [[NEW, 'short'], 'expected "whsec_" and base64'],
    [[NEW, undefined], 'is not given'],
  ])('that are %j is refused', (secret, problem) => {
    expect(webhooksProblem([{ url, secret }])).toContain(problem)
  })
})
