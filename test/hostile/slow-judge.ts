/** A judge for tests: it takes forever for a file called slow, and all memory for one called fat. */
import { BroadcastChannel, parentPort } from 'node:worker_threads';
import { performTask } from '../../src/run/judge-task.ts';
import { serveTasks } from '../../src/run/judge-thread.ts';

/** Tells the test when the judge begins with what it never gets done with. */
const channel = parentPort ? new BroadcastChannel('podseal-slow') : undefined;

function burn(path: string): void {
  const held: string[][] = [];
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has no origin.
  if (path.startsWith('slow')) channel?.postMessage(path);
  // V8 has no way to end a loop that calls nothing.
  while (path.startsWith('slow')) JSON.stringify(held);
  while (path.startsWith('fat')) held.push(Array.from({ length: 10_000 }, String));
}

if (parentPort) {
  serveTasks(parentPort, (task, onFile) =>
    performTask(task, (path) => {
      onFile(path);
      burn(path);
    }),
  );
}
