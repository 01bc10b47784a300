import type { Scratch } from '../rules/kit/rule.ts';
import { UserError } from '../errors/user-error.ts';

export const MEDIA = ['disk', 'memory'] as const;
export type Medium = (typeof MEDIA)[number];

/**
 * A size as Kubernetes takes it (apimachinery, pkg/api/resource/quantity.go): a number and a unit.
 * What it takes as well and nobody means for a size is left out: signs, exponents, thousandths.
 */
const QUANTITY = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[kMGTPE])?$/;

/**
 * Reads how the volumes that fixes add are to be made.
 *
 * @param size their size limit, a quantity of Kubernetes
 * @throws UserError where it is none, or nothing
 */
export function readScratch(size: string, medium: Medium): Scratch {
  if (!QUANTITY.test(size) || !/[1-9]/.test(size)) {
    throw new UserError(
      `Scratch size ${JSON.stringify(size)}: write a quantity of Kubernetes, such as 500Mi or 2Gi.`,
    );
  }
  return { sizeLimit: size, ...(medium === 'memory' && { medium: 'Memory' }) };
}
