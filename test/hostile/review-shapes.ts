/**
 * Reviews one shape after the other in this process, and prints what came of each as a line of JSON:
 * `node test/hostile/review-shapes.ts SIZE`. The last line is the peak memory of all.
 */
import { readFileSync } from 'node:fs';
import { reviewSizes } from './review-shape.ts';
import { SHAPES } from './shapes.ts';

/** The most memory that this process had. What Linux counts itself has that of the process which started it. */
function peakMegabytes(): number {
  const own =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : undefined;
  return Number(own ?? process.resourceUsage().maxRSS) / 1024;
}

for (const shape of SHAPES) {
  for (const result of reviewSizes(shape, Number(process.argv[2]))) {
    console.log(JSON.stringify(result));
  }
}
console.log(JSON.stringify({ peakMegabytes: peakMegabytes() }));
