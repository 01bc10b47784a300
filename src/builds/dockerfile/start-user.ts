import type { NonRoot, User } from '../../images/facts.ts';
import { code } from '../../text/markdown.ts';
import { certainPart, marked } from '../template.ts';
import { type BaseFacts, baseAccount } from './base-facts.ts';
import type { ImageState } from './image-state.ts';

/** As whom an image starts, and as whom it can. */
export interface StartUser {
  readonly user: User | undefined;
  readonly nonRoot: NonRoot | undefined;
  /** What the Dockerfile says, a clause. */
  readonly says: string;
}

/** The API takes ids up to the largest signed 32-bit number. */
const MAX_USER_ID = 2_147_483_647;

/** As whom an image starts, by its Dockerfile and what is known of its base. */
export function startUserOf(state: ImageState, base: BaseFacts): StartUser {
  const said = state.user?.text;
  if (said === undefined) return inherited(state, base);
  if (marked(said)) {
    const says = `sets \`USER\` by a build argument${certainPart(said) === '' ? '' : ' in part'}`;
    return { user: undefined, nonRoot: undefined, says };
  }
  const [name = '', group = ''] = said.split(':');
  const says = describeSaid(said, state.user?.of);
  const gid = groupOf(group, state);
  if (/^\d+$/.test(name)) return { ...asNumber(Number(name), gid, state, base), says };
  const account = state.accounts.get(name);
  const uid = account?.uid ?? (account ? undefined : baseAccount(name, base));
  if (name === 'root' || uid === 0) return { ...asNumber(0, gid, state, base), says };
  const known = { uid, gid: gid ?? account?.gid };
  return {
    user: { declared: 'name', name, ...defined(known) },
    nonRoot:
      uid === undefined ? undefined : { works: 'as-is', uid, ...defined({ gid: known.gid }) },
    says,
  };
}

function describeSaid(said: string, base: string | undefined): string {
  const user = code(`USER ${said}`);
  return base === undefined
    ? `sets ${user}`
    : `sets no \`USER\`, and keeps ${user} of its base, by ${code(base, Infinity)}`;
}

type Started = Pick<StartUser, 'user' | 'nonRoot'>;

function asNumber(
  uid: number,
  gid: number | undefined,
  state: ImageState,
  base: BaseFacts,
): Started {
  if (uid === 0) return { user: { declared: 'root' }, nonRoot: otherUser(state, base) };
  if (uid > MAX_USER_ID) return { user: undefined, nonRoot: undefined };
  const numbers = { uid, ...defined({ gid }) };
  return { user: { declared: 'numeric', ...numbers }, nonRoot: { works: 'as-is', ...numbers } };
}

function inherited(state: ImageState, base: BaseFacts): StartUser {
  const says = 'sets no `USER`';
  if (base.isScratch) return { ...asNumber(0, undefined, state, base), says };
  const { known } = base;
  if (!known?.user) {
    const from =
      state.base === undefined ? 'a build argument names its base' : 'nothing is known of its base';
    return { user: undefined, nonRoot: undefined, says: `${says}, and ${from}` };
  }
  const { user } = known;
  if (user.declared === 'root') {
    return { user, nonRoot: otherUser(state, base), says };
  }
  const { uid, gid } = user;
  const nonRoot: NonRoot | undefined =
    uid === undefined ? undefined : { works: 'as-is', uid, ...defined({ gid }) };
  return { user, nonRoot, says: `${says}, and keeps that of its base` };
}

/** The user that is made for it, or that its base is documented to work as; no number is made up. */
function otherUser({ accounts }: ImageState, { known }: BaseFacts): NonRoot | undefined {
  const made = [...accounts.values()].filter(({ uid = 0, isOfBase }) => uid > 0 && !isOfBase);
  const [only] = made;
  if (only?.uid !== undefined && made.length === 1) {
    return { works: 'as-is', uid: only.uid, ...defined({ gid: only.gid }) };
  }
  const { nonRoot } = known ?? {};
  return nonRoot?.uid === undefined || nonRoot.checked === false ? undefined : nonRoot;
}

function groupOf(group: string, { groups }: ImageState): number | undefined {
  if (/^\d{1,10}$/.test(group)) return Number(group);
  return groups.get(group);
}

/** Without what is not known. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  // The entries are those of the object.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
