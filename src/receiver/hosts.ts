/**
 * Which names the receiver may be called by. A page that an attacker's name server sends to an address of this machine or network
 * ("DNS rebinding") is of the same origin as the receiver, for the browser, and only the `Host` tells that it is not.
 */
import { parseAddress } from './ip'

/** The host name in a `Host` header, in lower case, without the port. */
const nameIn = (host: string): string => host.toLowerCase().replace(/:\d*$/, '')

/** An address is no name that a name server could have sent elsewhere. */
const isAddress = (name: string): boolean => parseAddress(name) !== undefined

const isThisMachine = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

/** @param hosts the names that are allowed beside addresses and `localhost` */
export function hostTest(hosts: readonly string[]): (host: string) => boolean {
  const allowed = new Set(hosts.map(nameIn))
  return (host) => {
    const name = nameIn(host)
    return isAddress(name) || isThisMachine(name) || allowed.has(name)
  }
}
