import { parsePlaybook } from '../../check/parse'
import type { Playbook } from '../../playbook/schema'
import { jsonLog } from '../../receiver/log'
import { listen } from '../../receiver/node'
import { hostsOf, isLoopback } from '../../receiver/origins'
import { createReceiver } from '../../receiver/receiver'
import type { Command } from '../command'
import { type CliError, failed, messages } from '../messages'
import { openStore } from '../open-store'
import type { Io } from '../io'
import { displayName, readFile } from '../read-file'
import { type ServeSettings, serveNotes, serveSettings } from '../serve-settings'

export const command: Command = {
  help: `gainloop serve [options]

Runs the receiver: the endpoint that ratings and lesson activity are posted to.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --port <number>     0 takes any free port                   (GAINLOOP_PORT, 8787)
  --host <address>    0.0.0.0 listens on all addresses        (GAINLOOP_HOST, 127.0.0.1)
  --secret <text>     the secret your server signs users'     (GAINLOOP_SECRET)
                      tokens with (HS256)
  --jwks <URL>        your key set, if your server signs      (GAINLOOP_JWKS)
                      tokens with a private key
  --audience <text>   the aud your tokens must have           (GAINLOOP_AUDIENCE)
  --issuer <text>     the iss your tokens must have           (GAINLOOP_ISSUER)
  --origin <origin>   whose pages may post; repeatable        (GAINLOOP_ORIGIN, localhost)
  --allow-host <name> a name it may be called by where there  (GAINLOOP_ALLOW_HOST)
                      is no secret; repeatable
  --no-anonymous      refuses visitors who are not signed     (GAINLOOP_ANONYMOUS=false)
                      in, who otherwise post as anon-…
  --trust-proxy <net> your proxy's address or network, whose  (GAINLOOP_TRUST_PROXY)
                      X-Forwarded-For counts, or how many
                      proxies there are; repeatable
  --playbook <file>   shows its asks as pages, for links that  (GAINLOOP_PLAYBOOK)
                      askLink signs; needs a secret; repeatable
  --retention <days>  deletes events after so many days       (GAINLOOP_RETENTION, keep)
  --webhook <URL>     posts stored events there; repeatable   (GAINLOOP_WEBHOOK)
  --webhook-secret    signs those requests: whsec_…; during   (GAINLOOP_WEBHOOK_SECRET)
                      a rotation both, with a comma
  --webhook-type      posts only these events, like           (GAINLOOP_WEBHOOK_TYPE, all)
                      rating.given; repeatable

Prints its URL when ready. The log goes to stderr, one JSON object a line. SIGTERM and Ctrl-C stop it: requests in
progress get 5 s to end, and events that a webhook has not acknowledged are posted again at the next start.`,
  options: {
    db: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    secret: { type: 'string' },
    jwks: { type: 'string' },
    audience: { type: 'string' },
    issuer: { type: 'string' },
    origin: { type: 'string', multiple: true },
    'allow-host': { type: 'string', multiple: true },
    'trust-proxy': { type: 'string', multiple: true },
    'no-anonymous': { type: 'boolean' },
    playbook: { type: 'string', multiple: true },
    retention: { type: 'string' },
    webhook: { type: 'string', multiple: true },
    'webhook-secret': { type: 'string' },
    'webhook-type': { type: 'string', multiple: true },
  },
  arguments: 0,
  async run(values, _, io) {
    const settings = serveSettings(values, io.env)
    const playbooks = await Promise.all((settings.playbooks ?? []).map((file) => readPlaybook(io, file)))
    const stopped = io.stopped()
    const store = await openStore(settings.db, 'serve')
    const { secret, jwks, audience, issuer, trustProxy, origins = isLoopback } = settings
    const { anonymous, retention, webhooks, hosts } = settings
    const write = jsonLog(io.err, Date.now)
    const receiver = createReceiver({
      ...{ store, origins, anonymous },
      ...(secret && { secret }),
      ...(jwks && { jwks }),
      ...(audience && { audience }),
      ...(issuer && { issuer }),
      ...(trustProxy !== undefined && { trustProxy }),
      ...(hosts && { hosts: [...hosts, ...hostsOf(settings.origins)] }),
      ...(retention && { retention }),
      ...(webhooks && { webhooks }),
      ...(playbooks.length && { ask: { playbook: playbooks } }),
      log(line) {
        // The notes below say so.
        if (line.event !== 'open' && line.event !== 'any-audience') write(line)
      },
    })
    const server = await listen(receiver, settings).catch(async (error) => {
      await receiver.close()
      await store.close()
      throw listenError(error, settings)
    })
    io.out(`Gainloop is listening at ${server.url}`)
    for (const note of serveNotes(settings)) io.out(`  ${note}`)
    await stopped
    await server.close()
    await receiver.close()
    await store.close()
    return 0
  },
}

async function readPlaybook(io: Io, file: string): Promise<Playbook> {
  const parsed = parsePlaybook(await readFile(io, file, 'serve'))
  if (!parsed.ok) throw failed(messages.unusablePlaybook(displayName(file), parsed.problems.length))
  return parsed.playbook
}

function listenError(error: NodeJS.ErrnoException, { port, host }: ServeSettings): CliError {
  const { code = 'unknown' } = error
  return failed(code === 'EADDRINUSE' ? messages.portTaken(port) : messages.cannotListen(host, code))
}
