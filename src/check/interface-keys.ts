import { en } from '../ui/languages/en'
import { kinds } from '../ui/languages/en-kinds'
import { rarer } from '../ui/languages/en-rarer'

/** The keys of the interface's strings, each of which a playbook's `texts` can override. */
export const interfaceKeys: readonly string[] = Object.keys({ ...en, ...kinds, ...rarer })
