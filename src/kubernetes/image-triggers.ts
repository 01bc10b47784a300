import { field, items, textOf, valueAt } from '../yaml/value.ts';
import type { Container } from './pod.ts';

/** Where OpenShift reads of a Deployment, or of another object with pods, which images it sets. */
const ANNOTATION = 'image.openshift.io/triggers';

/**
 * Whether OpenShift sets the image of a container from an image stream: what is written is then only there because
 * a pod has to have one (openshift/api, apps/v1, DeploymentTriggerImageChangeParams).
 */
export function isSetByTrigger({ name, pod }: Container): boolean {
  const { kind, value } = pod.resource;
  if (kind !== 'DeploymentConfig') {
    const text = textOf(valueAt(value, ['metadata', 'annotations', ANNOTATION])) ?? '';
    return text.replaceAll('\\', '').includes(`@.name=="${name}"`);
  }
  return items(valueAt(value, ['spec', 'triggers'])).some((trigger) => {
    const change = field(trigger, 'imageChangeParams')?.value;
    const names = items(field(change, 'containerNames')?.value);
    return names.some((one) => textOf(one) === name);
  });
}
