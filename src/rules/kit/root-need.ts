import type { Container } from '../../kubernetes/pod.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { type Rooted, onlyRoot } from './non-root.ts';
import { obstacleTo } from './obstacles/obstacle.ts';
import { setInContext } from './remedies.ts';
import type { Remedy, RuleSet } from './rule.ts';

/** Why a container that is told to run as root may have to, by what is known; undefined for no reason. */
export function rootNeed(container: Container, ruleSet: RuleSet): Required<Rooted> | undefined {
  const image = imageOf(container, ruleSet);
  const { obstacle, need }: Partial<Rooted> =
    image?.nonRoot?.works === 'never' && isUsualProgram(container, image)
      ? onlyRoot(container, image)
      : {};
  if (obstacle !== undefined && need) return { obstacle, need };
  const changes = setInContext(container, 'runAsUser', ANY_USER);
  const subject = { resource: container.pod.resource, container, value: container.value };
  const remedy: Remedy = { safety: 'unsafe', changes };
  const found = obstacleTo({ at: container.value.span, message: '', subject, remedy }, [], ruleSet);
  return found?.need && { obstacle: found.why, need: found.need };
}

/** Any other user than root: all of them lose the same. */
const ANY_USER = 1000;
