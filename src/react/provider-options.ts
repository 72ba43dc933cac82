import type { GainloopOptions } from '../api'

/** Here an option may also be undefined, which is the same as leaving it out. */
export type ProviderOptions = {
  [Option in keyof GainloopOptions]: GainloopOptions[Option] | (Option extends 'playbook' ? never : undefined)
}
