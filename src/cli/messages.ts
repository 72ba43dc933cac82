/** Every error message of the command line: what is wrong, and a line to paste that fixes it. */

interface Message {
  what: string
  /** A command or an option to paste; left out where `what` already ends with one. */
  fix?: string
}

export const messages = {
  noCommand: () => ({ what: 'which command?', fix: 'gainloop --help' }),
  unknownCommand: (name: string, near: string | undefined) => ({
    what: `there is no command "${name}"`,
    fix: near ? `gainloop ${near}` : 'gainloop --help',
  }),
  unknownOption: (command: string, option: string, near: string | undefined) => ({
    what: `${command} has no option ${option}`,
    fix: near ? `gainloop ${command} --${near}` : `gainloop ${command} --help`,
  }),
  optionValue: (command: string, problem: string) => ({ what: problem, fix: `gainloop ${command} --help` }),
  tooManyArguments: (command: string, extra: string) => ({
    what: `${command} takes no argument "${extra}"`,
    fix: `gainloop ${command} --help`,
  }),
  noFile: (command: string) => ({ what: 'which file?', fix: `gainloop ${command} playbook.json` }),
  whichUser: (command: string) => ({
    what: 'which user? expected the id that was passed to identify()',
    fix: `gainloop ${command} u_81 --db gainloop.db`,
  }),
  noSuchFile: (command: string, file: string, near: string | undefined, others: readonly string[]) => ({
    what: `there is no file ${file}${others.length ? `; there is ${others.join(', ')}` : ''}`,
    fix: `gainloop ${command} ${near ?? others[0] ?? 'playbook.json'}`,
  }),
  folder: (command: string, folder: string, others: readonly string[]) => ({
    what: `${folder} is a folder${others.length ? '' : ' without a JSON file in it'}; ${command} takes a file`,
    fix: `gainloop ${command} ${others[0] ?? 'playbook.json'}`,
  }),
  unreadableFile: (file: string, code: string) => ({
    what: `${file} can't be read (${code})`,
    fix: `chmod u+r ${file}`,
  }),
  unusablePlaybook: (file: string, errors: number) => ({
    what: `${file} can't be used: ${errors === 1 ? 'it has an error' : `it has ${errors} errors`}`,
    fix: `gainloop check ${file}`,
  }),
  whichOne: (what: string, known: readonly string[]) => ({
    what: `which ${what}? There is ${known.join(', ')}`,
    fix: `--${what} ${known[0]}`,
  }),
  unknownOne: (what: string, value: string, near: string | undefined, known: readonly string[]) => ({
    what: known.length
      ? `there is no ${what} "${value}" here; there is ${known.join(', ')}`
      : `there is no ${what} "${value}" here; there is none at all`,
    fix: near || known[0] ? `--${what} ${near ?? known[0]}` : `leave out --${what}`,
  }),
  notAsked: (what: string, band: string) => ({
    what: `users are not asked for a${what === 'obstacle' ? 'n' : ''} ${what} after "${band}"`,
    fix: what === 'obstacle' ? '--band missed' : '--band reached',
  }),
  badJson: (option: string, problem: string, example: string) => ({
    what: `--${option} is not a JSON object: ${problem}`,
    fix: `--${option} '${example}'`,
  }),
  unknownFact: (option: string, name: string, near: string | undefined, known: readonly string[]) => ({
    what: `--${option} has no "${name}"; there is ${known.join(', ')}`,
    fix: near ? `--${option} '{ "${near}": … }'` : 'gainloop simulate --help',
  }),
  badFact: (option: string, name: string, expected: string, example: string) => ({
    what: `--${option}: expected ${expected} for "${name}"`,
    fix: `--${option} '${example}'`,
  }),
  badDate: (value: string) => ({
    what: `expected a date with time and offset, got "${value}"`,
    fix: '--now 2027-03-09T15:00:00Z',
  }),
  badPort: (port: string) => ({
    what: `expected a port from 0 to 65535, got "${port}"`,
    fix: 'gainloop serve --port 8787',
  }),
  badOrigin: (origin: string, command = 'serve') => ({
    what: `expected an origin like https://app.example.com, without a path, got "${origin}"`,
    fix: `gainloop ${command} --origin https://app.example.com`,
  }),
  noUrl: () => ({ what: 'which endpoint?', fix: 'gainloop conform http://127.0.0.1:8787/' }),
  badUrl: (url: string) => ({
    what: `expected the URL of an endpoint, got "${url}"`,
    fix: `gainloop conform http${url.startsWith('localhost') || url.startsWith('127.') ? '' : 's'}://${url.replace(/^\w*:\/+/, '') || 'app.example.com/api/gainloop'}`,
  }),
  badPatience: (text: string) => ({
    what: `expected a duration like "60s", got "${text}"`,
    fix: 'gainloop conform --patience 60s',
  }),
  badToken: () => ({
    what: 'the token is empty or contains white space',
    fix: 'gainloop conform --token "$(node print-token.js)"',
  }),
  emptySecret: () => ({
    what: 'the secret is empty, which would let everybody in',
    fix: 'GAINLOOP_SECRET=$(openssl rand -base64 32) gainloop serve',
  }),
  shortSecret: (problem: string) => ({
    what: `the secret ${problem}`,
    fix: 'GAINLOOP_SECRET=$(openssl rand -base64 32) gainloop serve',
  }),
  badSwitch: (name: string, value: string) => ({
    what: `expected ${name} to be true or false, got "${value}"`,
    fix: `${name}=false gainloop serve`,
  }),
  claimWithoutKey: (name: string) => ({
    what: `--${name} is given, but neither --secret nor --jwks, so no token is checked at all`,
    fix: `gainloop serve --jwks https://login.example.com/.well-known/jwks.json --${name} gainloop`,
  }),
  badTrustProxy: (problem: string) => ({
    what: `--trust-proxy: ${problem}`,
    fix: 'gainloop serve --trust-proxy 10.0.0.0/8',
  }),
  badJwks: (url: string) => ({
    what: `expected the URL of a JSON Web Key Set, got "${url}"`,
    fix: 'gainloop serve --jwks https://login.example.com/.well-known/jwks.json',
  }),
  playbookWithoutSecret: () => ({
    what: '--playbook shows asks by signed links, and there is no secret to sign them with',
    fix: 'GAINLOOP_SECRET=$(openssl rand -base64 32) gainloop serve --playbook playbook.json',
  }),
  badRetention: (days: string) => ({
    what: `expected a number of days to keep events, 1 or more, got "${days}"`,
    fix: 'gainloop serve --retention 365',
  }),
  badWebhook: (problem: string) => ({
    what: problem,
    fix: 'GAINLOOP_WEBHOOK_SECRET="whsec_$(openssl rand -base64 32)" gainloop serve --webhook https://crm.example.com/gainloop',
  }),
  portTaken: (port: number) => ({
    what: `port ${port} is taken by another program`,
    fix: `gainloop serve --port ${port === 65_535 ? 8787 : port + 1}`,
  }),
  cannotListen: (host: string, code: string) => ({
    what: `can't listen on ${host} (${code})`,
    fix: 'gainloop serve --host 127.0.0.1',
  }),
  cannotOpen: (command: string, db: string, reason: string) => ({
    what: `can't open the database ${db}: ${reason}`,
    fix: `gainloop ${command} --db gainloop.db`,
  }),
  noDatabase: (command: string, file: string, other: string | undefined) => ({
    what: `there is no database ${file}${other ? '' : '; "serve" creates one'}`,
    fix: other ? `gainloop ${command} --db ${other}` : `gainloop serve --db ${file}`,
  }),
  unknownType: (type: string, known: readonly string[], near: string | undefined) => ({
    what: `there is no event type "${type}"; there is ${known.join(', ')}`,
    fix: near ? `gainloop events --type ${near}` : 'gainloop events',
  }),
  jsonAndCsv: () => ({ what: 'JSON or CSV? expected only one of --json and --csv', fix: 'gainloop report --json' }),
  badFilter: (command: string, problem: string) => ({
    what: `${command} --${problem}`,
    fix: `gainloop ${command} --help`,
  }),
  missingDriver: (database: string, packageName: string) => ({
    what: `a ${database} database needs the package ${packageName}. Install it: npm install ${packageName}`,
  }),
  unexpected: (error: string) => ({
    what: `an unexpected error: ${error}`,
    fix: 'gainloop --help',
  }),
} satisfies Record<string, (...args: never[]) => Message>

/** Wrong usage (exit code 2), or a failure that is not a bug (exit code 1). It is printed without a stack trace. */
export class CliError extends Error {
  constructor(
    readonly details: Message,
    readonly exitCode: 1 | 2,
  ) {
    super(details.what)
  }
}

export const wrongUsage = (details: Message): CliError => new CliError(details, 2)
export const failed = (details: Message): CliError => new CliError(details, 1)

export const formatMessage = ({ what, fix }: Message): string => `gainloop: ${what}${fix ? `\n  try: ${fix}` : ''}`
