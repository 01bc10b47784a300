/**
 * Reviews one shape after the other in this process, and prints what came of each as a line of JSON:
 * `node test/hostile/review-shapes.ts SIZE`. The last line is the peak memory of all.
 */
import { reviewSizes } from './review-shape.ts';
import { SHAPES } from './shapes.ts';

for (const shape of SHAPES) {
  for (const result of reviewSizes(shape, Number(process.argv[2]))) {
    console.log(JSON.stringify(result));
  }
}
console.log(JSON.stringify({ peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
