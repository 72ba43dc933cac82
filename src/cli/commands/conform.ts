import { milliseconds } from '../../playbook/duration'
import { originTest } from '../../receiver/origins'
import type { Command, Values } from '../command'
import { ACTION, createProbe, type Settings } from '../conform/probe'
import { type NamedResult, runChecks } from '../conform/run-checks'
import { messages, wrongUsage } from '../messages'

export const command: Command = {
  help: `gainloop conform <url> [options]

Checks whether an endpoint, yours or ours, does what browsers need: it acknowledges batches, also repeated ones; it refuses
what it can't read; it waits for slow bodies, but not for ones that stop; and it handles CORS, tokens and state. Each
failure says how to fix it.

  --origin <origin>   acts as a page of that origin, such as https://app.example.com, and checks CORS
  --token <token>     a JWT signed by your server, preferably of a test user: posts events as that user, and reads their state
  --patience <time>   how long the endpoint may wait for a body that stops           (60s)
  --json              prints { ok, url, subject, checks: [{ code, says, outcome, found, fix? }] }

It posts about 100 events (gainloop.action.completed of the action "${ACTION}", source /gainloop/conform), which the
endpoint stores: under the subject of the token or a made-up one, anon-conform-…, which is printed at the end.

Exits 0 when no check failed (skipped ones do not count), 1 when one failed, 2 when it was called wrongly.`,
  options: {
    origin: { type: 'string' },
    token: { type: 'string' },
    patience: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run(values, [address], io) {
    const probe = createProbe(settingsOf(values, address))
    if (!values.json)
      io.err(`gainloop: checking ${probe.url.href}; up to ${probe.patience / 1000} s where it does not answer …`)
    const checks = await runChecks(probe)
    const ok = !checks.some(({ outcome }) => outcome === 'failed')
    const { url, subject } = probe
    if (values.json) io.out(JSON.stringify({ ok, url: url.href, subject, checks }, null, 2))
    else for (const line of resultLines(checks, subject)) io.out(line)
    return ok ? 0 : 1
  },
}

/** @throws CliError for a malformed value */
function settingsOf({ origin, token, patience = '60s' }: Values, address: string | undefined): Settings {
  if (address === undefined) throw wrongUsage(messages.noUrl())
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw wrongUsage(messages.badUrl(address))
  const ms = milliseconds(String(patience))
  if (!(ms > 0)) throw wrongUsage(messages.badPatience(String(patience)))
  if (typeof origin === 'string' && !isOrigin(origin)) throw wrongUsage(messages.badOrigin(origin, 'conform'))
  // It is sent in a header, which can't contain white space or line breaks.
  if (typeof token === 'string' && (token === '' || /\s/.test(token))) throw wrongUsage(messages.badToken())
  return {
    ...{ url, patience: ms },
    origin: typeof origin === 'string' ? new URL(origin).origin : undefined,
    token: typeof token === 'string' ? token : undefined,
  }
}

function isOrigin(text: string): boolean {
  try {
    return !!originTest([text])
  } catch {
    return false
  }
}

function resultLines(checks: readonly NamedResult[], subject: string): string[] {
  const count = (which: string) => checks.filter(({ outcome }) => outcome === which).length
  return [
    ...checks.flatMap(({ outcome, says, found, fix }) => [
      `${outcome.padEnd(8)} ${says}: ${found}`,
      ...(fix ? [`           ${fix}`] : []),
    ]),
    `${count('ok')} ok, ${count('failed')} failed, ${count('skipped')} skipped; the posted events have the subject ${subject}`,
  ]
}
