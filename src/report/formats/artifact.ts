import { pathFromRoot } from '../../judge/exemptions/patterns.ts';
import type { ExemptionPolicy } from '../../rules/kit/exemption.ts';

/** A file as SARIF names it: from the root of the repository, or by its whole path outside of it. */
export function artifactAt(path: string, folders: ExemptionPolicy['folders']): object {
  const fromRoot = pathFromRoot(path, folders);
  const uri = fromRoot.split('/').map(encode).join('/');
  return fromRoot.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

/** Half of a surrogate pair has no code in UTF-8. */
function encode(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\u{FFFD}'));
}
