import type { LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, publicLookup } from '../../src/registry/address.ts';

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '140.82.112.3', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.8.8'],
    ['loopback', '::1'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1'],
    ['metadata of Alibaba Cloud', '100.100.100.200'],
    ['link-local, metadata of clouds', '169.254.169.254'],
    ['metadata of Azure', '168.63.129.16'],
    ['metadata of AWS', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local', 'fe80::1%eth0'],
    ['unique local', 'fc00::1'],
    ['site-local', 'fec0::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['IPv4 in IPv6', '::ffff:a9fe:a9fe'],
    ['IPv4 in IPv6', '::127.0.0.1'],
    ['IPv4 translated', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::a00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['not given out', '4000::1'],
    ['no address', 'example.com'],
    ['no address', ''],
  ])('%s (%s) is not', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('publicLookup', () => {
  const LOOPBACK = { address: '127.0.0.1', family: 4 };
  const PUBLIC = { address: '1.1.1.1', family: 4 };

  function lookupOf(...answers: LookupAddress[][]) {
    const lookup = publicLookup(async () => answers.shift() ?? []);
    return promisify((all: boolean, done: (error: Error | null, found: unknown) => void) =>
      lookup('registry.example', { all }, done),
    );
  }

  it('gives what may be connected to, and only that', async () => {
    expect(await lookupOf([LOOPBACK, PUBLIC])(true)).toEqual([PUBLIC]);
    expect(await lookupOf([LOOPBACK, PUBLIC])(false)).toBe('1.1.1.1');
  });

  it('checks each answer, since the next one may be another', async () => {
    const lookup = lookupOf([PUBLIC], [LOOPBACK]);
    expect(await lookup(true)).toEqual([PUBLIC]);
    await expect(lookup(true)).rejects.toThrow('registry.example has no public address');
  });

  it('passes on why there is no address', async () => {
    const lookup = publicLookup(async () => {
      throw new Error('ENOTFOUND');
    });
    const found = promisify((done: (error: Error | null) => void) =>
      lookup('registry.example', { all: true }, done),
    );
    await expect(found()).rejects.toThrow('ENOTFOUND');
  });
});
