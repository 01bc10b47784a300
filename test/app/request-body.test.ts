import type { IncomingMessage } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RequestBodies } from '../../src/app/request-body.ts';

const MEGABYTE = 1024 * 1024;
const CHUNK = new Uint8Array(MEGABYTE).fill(0x78);

/** A request that sends so many megabytes, and then this many bytes; it may announce its length. */
function sending(megabytes: number, bytes = 0, announced?: number): IncomingMessage {
  async function* iterator() {
    for (let sent = 0; sent < megabytes; sent++) yield CHUNK;
    if (bytes > 0) yield CHUNK.subarray(0, bytes);
  }
  const headers = { ...(announced !== undefined && { 'content-length': String(announced) }) };
  return { headers, iterator } as unknown as IncomingMessage;
}

/** Holds what it has read until it is told to let go. */
function holding(): { use: (body: string) => Promise<string>; letGo: () => void } {
  let letGo = (): void => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const use = async (body: string): Promise<string> => {
    await free;
    return `${body.length} bytes`;
  };
  return { use, letGo: () => letGo() };
}

const length = async (body: string): Promise<number> => body.length;

it('a body has 25 MB, and not a byte more, whether it announces its length or not', async () => {
  const bodies = new RequestBodies();
  expect(await bodies.read(sending(25), length)).toBe(25 * MEGABYTE);
  expect(await bodies.read(sending(25, 0, 25 * MEGABYTE), length)).toBe(25 * MEGABYTE);
  expect(await bodies.read(sending(25, 1), length)).toBe('too large');
  expect(await bodies.read(sending(0, 1, 25 * MEGABYTE + 1), length)).toBe('too large');
});

it('bodies that are not done with have 50 MB together', async () => {
  const bodies = new RequestBodies();
  const { use, letGo } = holding();
  const held = [bodies.read(sending(25), use), bodies.read(sending(24), use)];
  // Each reads chunk by chunk, side by side.
  expect(await bodies.read(sending(2), length)).toBe(2 * MEGABYTE);
  await turn();
  expect(await bodies.read(sending(1), length)).toBe(MEGABYTE);
  expect(await bodies.read(sending(1, 1), length)).toBe('overload');
  expect(await bodies.read(sending(1, 0, MEGABYTE + 1), length)).toBe('overload');
  letGo();
  expect(await Promise.all(held)).toEqual([`${25 * MEGABYTE} bytes`, `${24 * MEGABYTE} bytes`]);
  // What was held is free again, and what was refused took nothing.
  const again = holding();
  const both = [bodies.read(sending(25), again.use), bodies.read(sending(25), again.use)];
  again.letGo();
  expect(await Promise.all(both)).toEqual(Array(2).fill(`${25 * MEGABYTE} bytes`));
});

it('a body that breaks off takes no room', async () => {
  const bodies = new RequestBodies();
  const broken = {
    headers: {},
    async *iterator() {
      for (let sent = 0; sent < 25; sent++) yield CHUNK;
      throw new Error('aborted');
    },
  } as unknown as IncomingMessage;
  for (let times = 0; times < 3; times++) {
    await expect(bodies.read(broken, length)).rejects.toThrow('aborted');
  }
});

it('a body is what was sent', async () => {
  const text = '{"name":"Ångström"}';
  const [first, second] = [Buffer.from(text).subarray(0, 10), Buffer.from(text).subarray(10)];
  const request = {
    headers: {},
    async *iterator() {
      yield first;
      yield second;
    },
  } as unknown as IncomingMessage;
  expect(await new RequestBodies().read(request, async (body) => body)).toBe(text);
});
