import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Gate } from '../../src/queue/gate.ts';

it('lets what is to be alone wait for those before it, and those behind it wait for it', async () => {
  const gate = new Gate();
  const said: string[] = [];
  const ends = new Map<string, () => void>();
  const runs: Promise<void>[] = [];
  const begin = (name: string, isAlone = false): void => {
    const task = async (): Promise<void> => {
      said.push(`${name} begins`);
      await new Promise<void>((end) => ends.set(name, end));
    };
    runs.push(gate.run(isAlone, task));
  };
  const end = async (name: string): Promise<void> => {
    await turn();
    said.push(`${name} ends`);
    ends.get(name)?.();
    await turn();
  };
  begin('a');
  begin('b');
  begin('alone', true);
  begin('c');
  begin('d');
  await end('a');
  await end('b');
  await end('alone');
  await end('c');
  await end('d');
  await Promise.all(runs);
  expect(said).toEqual([
    ...['a begins', 'b begins', 'a ends', 'b ends'],
    ...['alone begins', 'alone ends', 'c begins', 'd begins', 'c ends', 'd ends'],
  ]);
});

it('goes on after a task that fails', async () => {
  const gate = new Gate();
  const failed = gate.run(true, async () => Promise.reject(new Error('no')));
  const next = gate.run(true, async () => 'done');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});
