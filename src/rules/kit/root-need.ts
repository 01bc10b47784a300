import type { Container } from '../../kubernetes/pod.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { type Rooted, onlyRoot } from './non-root.ts';
import { commandObstacle } from './obstacles/command-obstacle.ts';
import { lossesOf } from './obstacles/losses.ts';
import { obstacleTo } from './obstacles/obstacle.ts';
import { setInContext } from './remedies.ts';
import type { Remedy, RuleSet } from './rule.ts';
import type { ValueChange } from '../../yaml/value-change.ts';

/** Why a container that is told to run as root may have to, by what is known; undefined for no reason. */
export function rootNeed(container: Container, ruleSet: RuleSet): Rooted | undefined {
  const changes = setInContext(container, 'runAsUser', ANY_USER);
  const known = container.partial ? undefined : exemptible(container, changes, ruleSet);
  if (known) return known;
  const obstacle = commandObstacle(container, lossesOf(container, changes, ruleSet));
  return obstacle === undefined ? undefined : { obstacle };
}

/** What may have to stay, such as an agent of a node. */
function exemptible(
  container: Container,
  changes: readonly ValueChange[],
  ruleSet: RuleSet,
): Rooted | undefined {
  const image = imageOf(container, ruleSet);
  if (image?.nonRoot?.works === 'never' && isUsualProgram(container, image)) {
    const known = onlyRoot(container, image);
    if (known.need) return known;
  }
  const subject = { resource: container.pod.resource, container, value: container.value };
  const remedy: Remedy = { safety: 'unsafe', changes };
  const found = obstacleTo({ at: container.value.span, message: '', subject, remedy }, [], ruleSet);
  return found?.need && { obstacle: found.why, need: found.need };
}

/** Any other user than root: all of them lose the same. */
const ANY_USER = 1000;
