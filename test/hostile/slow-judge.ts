/** A judge for tests: it takes forever for a file called slow, and all memory for one called fat. */
import { parentPort } from 'node:worker_threads';
import { performTask } from '../../src/run/judge-task.ts';
import { serveTasks } from '../../src/run/judge-thread.ts';

function burn(path: string): void {
  const held: string[][] = [];
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
