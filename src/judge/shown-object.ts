import type { Resource } from '../kubernetes/resource.ts';
import type { Finding } from './judge.ts';

/** What reports say of an object. */
export type ShownObject = Pick<Resource, 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/** The object of a finding; one that several kustomizations deploy under other names has that of its file. */
export function shownObject({
  subject,
  rendered,
}: Pick<Finding, 'subject' | 'rendered'>): ShownObject {
  const { apiVersion, kind, namespace, name } = subject.resource;
  return { apiVersion, kind, namespace, name, ...rendered?.shared?.as };
}
