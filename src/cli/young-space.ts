import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Where the space for new objects stops to grow. V8 lets it grow to 64 MB and more while there is memory; a
 * check took as long with half of that, and 70 MB less.
 */
const ENOUGH_BYTES = 16 * 1024 * 1024;

let isLimited = false;

/** Keeps the space for new objects from growing on, once it is large enough. */
export function limitYoungSpace(): void {
  if (isLimited) return;
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (!young || young.space_size < ENOUGH_BYTES) return;
  // The largest size itself can't be changed any more.
  setFlagsFromString('--semi-space-growth-factor=1');
  // V8 takes kept code only under the flags that it was kept under.
  process.prependOnceListener('exit', () => setFlagsFromString('--semi-space-growth-factor=2'));
  isLimited = true;
}
