import { milliseconds } from '../../playbook/duration'
import { originTest } from '../../receiver/origins'
import type { Command, Values } from '../command'
import { ACTION, createProbe, type Settings } from '../conform/probe'
import { type Checked, runChecks } from '../conform/run-checks'
import { messages, wrongUsage } from '../messages'

export const command: Command = {
  help: `gainloop conform <url> [options]

Checks an endpoint of any make: that batches are acknowledged, once and again; that what can't be read is refused; that
slow bodies are waited for, and stopped ones not; CORS, tokens and state. It judges what browsers need of an endpoint,
and nothing else; each failure says how to mend it.

  --origin <origin>   play a page of that origin, such as https://app.example.com: CORS is looked at
  --token <token>     a JWT your server has signed, best of a test user: events are posted as theirs, state is read
  --patience <time>   how long a body that stops may be waited for                   (60s)
  --json              { ok, url, subject, checks: [{ code, says, outcome, found, fix? }] }

It posts some 100 events (gainloop.action.completed of the action "${ACTION}", source /gainloop/conform), which the
endpoint will store: under a made-up subject, anon-conform-…, or the token's own, which is printed at the end.

Exits 0 when all is well (what was skipped does not count), 1 when something failed, 2 when it was called wrongly.`,
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
      io.err(`gainloop: asking ${probe.url.href}, up to ${probe.patience / 1000} s where it does not answer …`)
    const checks = await runChecks(probe)
    const ok = !checks.some(({ outcome }) => outcome === 'failed')
    const { url, subject } = probe
    if (values.json) io.out(JSON.stringify({ ok, url: url.href, subject, checks }, null, 2))
    else for (const line of linesOf(checks, subject)) io.out(line)
    return ok ? 0 : 1
  },
}

/** @throws Told on a value that can't be meant */
function settingsOf({ origin, token, patience = '60s' }: Values, address: string | undefined): Settings {
  if (address === undefined) throw wrongUsage(messages.noUrl())
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw wrongUsage(messages.badUrl(address))
  const ms = milliseconds(String(patience))
  if (!(ms > 0)) throw wrongUsage(messages.badPatience(String(patience)))
  if (typeof origin === 'string' && !isOrigin(origin)) throw wrongUsage(messages.badOrigin(origin, 'conform'))
  // A header is one line.
  if (typeof token === 'string' && !/^\S+$/.test(token)) throw wrongUsage(messages.badToken())
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

function linesOf(checks: readonly Checked[], subject: string): string[] {
  const count = (which: string) => checks.filter(({ outcome }) => outcome === which).length
  return [
    ...checks.flatMap(({ outcome, says, found, fix }) => [
      `${outcome.padEnd(8)} ${says}: ${found}`,
      ...(fix ? [`           ${fix}`] : []),
    ]),
    `${count('ok')} ok, ${count('failed')} failed, ${count('skipped')} skipped; what was posted is of the subject ${subject}`,
  ]
}
