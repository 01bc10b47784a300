import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import ipaddr from 'ipaddr.js';
import { RegistryError } from './failure.ts';

/** Finds the addresses of a host; tests give one of their own. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Asks the system, as every other program on the machine does. */
export const resolveBySystem: Resolve = async (host) => lookup(host, { all: true });

/**
 * Azure's wire server, which hands out a machine's secrets, has a public address
 * (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const METADATA = '168.63.129.16';

/** All of IPv6 that is given out to the public (IANA, IPv6 Global Unicast Address Assignments). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is on the public internet. IPv4 inside IPv6 counts as the IPv4 address. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(GLOBAL_IPV6) : parsed.toString() !== METADATA;
}

/**
 * A lookup for connections that answers with public addresses only. What it answers is what the
 * socket connects to, so that a second answer of DNS can't lead elsewhere.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return connectionLookup(async (host) => {
    const addresses = (await resolve(host)).filter(({ address }) => isPublicAddress(address));
    if (addresses.length > 0) return addresses;
    throw new RegistryError('refused-address', `${host} has no public address`);
  });
}

/** A lookup for connections to hosts that the user named. */
export function connectionLookup(resolve: Resolve): LookupFunction {
  const find = callbackify(resolve);
  return (host, options, callback) => {
    find(host, (error: NodeJS.ErrnoException | null, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}
