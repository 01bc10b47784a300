import type { User } from '../../images/facts.ts';
import { type ImageConfig, startUser } from '../../images/image-config.ts';
import type { ImageFiles } from '../../images/image-files.ts';

/**
 * As whom an image starts, with the numbers of its `/etc/passwd` and `/etc/group`, where its layers were
 * read. The kubelet looks at the configuration alone, and can't tell a name from root.
 */
export function imageUser(config: ImageConfig, files = config.files): User {
  const start = startUser(config);
  if (!files) return start;
  const [name = '', group = ''] = config.user.split(':');
  const gid = groupOf(group, files);
  if (start.declared === 'numeric') {
    const account = [...files.accounts.values()].find(({ uid }) => uid === start.uid);
    return withGroup(start, gid ?? account?.gid);
  }
  const account = start.declared === 'name' ? files.accounts.get(name) : undefined;
  if (!account) return start;
  return account.uid === 0
    ? { declared: 'root' }
    : withGroup({ ...start, uid: account.uid }, gid ?? account.gid);
}

function groupOf(group: string, { groups }: ImageFiles): number | undefined {
  return /^\d{1,10}$/.test(group) ? Number(group) : groups.get(group)?.gid;
}

function withGroup(user: User, gid: number | undefined): User {
  return gid === undefined ? user : { ...user, gid };
}
