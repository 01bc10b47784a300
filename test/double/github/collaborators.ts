import type { Handler } from './call.ts';
import { refusal } from './errors.ts';
import type { Role } from './options.ts';
import { accountOf, userPayload } from './payload-account.ts';

/** "The `permission` attribute provides the legacy base roles": maintain is write, triage read. */
const LEGACY: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

/**
 * GET /repos/{owner}/{repo}/collaborators/{username}/permission. What isn't a user has no
 * permission at all: github/gh-aw#18556 was told "Copilot is not a user".
 */
export const getPermission: Handler = (call) => {
  const { state, repository } = call;
  const username = call.params['username'] ?? '';
  if (username.endsWith('[bot]') || username === 'Copilot') {
    throw refusal(404, `${username} is not a user`);
  }
  const roles = Object.entries(repository.collaborators);
  const [login, given] = roles.find(([name]) => name.toLowerCase() === username.toLowerCase()) ?? [
    username,
    username === repository.owner ? ('admin' as const) : undefined,
  ];
  const role = given ?? (repository.private ? undefined : 'read');
  const order = ['read', 'triage', 'write', 'maintain', 'admin'];
  const rank = role === undefined ? -1 : order.indexOf(role);
  const permissions = {
    pull: rank >= 0,
    triage: rank >= 1,
    push: rank >= 2,
    maintain: rank >= 3,
    admin: rank >= 4,
  };
  const user = { ...userPayload(state, accountOf(login)), permissions, role_name: role ?? 'none' };
  const permission = role === undefined ? 'none' : LEGACY[role];
  return { status: 200, body: { permission, role_name: role ?? 'none', user } };
};
