import { en } from '../ui/languages/en'

/** The keys of the interface's strings, each of which a playbook's `texts` can override. */
export const interfaceKeys: readonly string[] = Object.keys(en)
